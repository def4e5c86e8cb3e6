"""A browser without a screen: asks the application in this process, keeps cookies."""

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI


class Client:
    """Asks an ASGI application; follows no redirect by itself unless told."""

    def __init__(self, app: FastAPI, *, url: str = "http://testserver") -> None:
        self._app = app
        self._url = url
        self.cookies = httpx.Cookies()

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("POST", path, **more)

    def ask(self, method: str, path: str, *, follow: bool = False, **more: Any) -> httpx.Response:
        return asyncio.run(self._ask(method, path, follow=follow, **more))

    async def _ask(self, method: str, path: str, *, follow: bool, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        if hasattr(more.get("content"), "__next__"):
            more["content"] = _slowly(list(more["content"]))
        async with httpx.AsyncClient(
            transport=transport, base_url=self._url, cookies=self.cookies, follow_redirects=follow
        ) as client:
            answer = await client.request(method, path, **more)
            self.cookies = client.cookies
        return answer


async def _slowly(parts: list[bytes]) -> Any:
    for part in parts:
        yield part
