"""The environment of the process, read here and nowhere else; read `Settings` first."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DATABASE = "sqlite:///dueregard.db"
NOTHING = SecretStr("")


class Settings(BaseSettings):
    """Where the process finds its database, its policy and its connections.

    An empty value is the same as none. Secrets print as stars.

    Args:
        database_url: SQLAlchemy address of the database.
        config: Folder of the policy; None is the packaged `config/`.
        secret_key: Seals drafts and reporters' identities; losing it loses them.
        public_url: The address people see, without a slash at its end.
        heartbeat_url: Called each minute while deliveries are on time.
        webhook_secret: Signs what goes to addresses without a secret of their own.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, populate_by_name=True
    )

    database_url: str = Field(default=DATABASE, validation_alias="DUEREGARD_DATABASE_URL")
    config: Path | None = Field(default=None, validation_alias="DUEREGARD_CONFIG")
    secret_key: SecretStr = Field(default=NOTHING, validation_alias="DUEREGARD_SECRET_KEY")
    public_url: str = Field(default="", validation_alias="DUEREGARD_PUBLIC_URL")
    heartbeat_url: str = Field(default="", validation_alias="DUEREGARD_HEARTBEAT_URL")
    webhook_secret: SecretStr = Field(default=NOTHING, validation_alias="DUEREGARD_WEBHOOK_SECRET")

    telegram_bot_token: SecretStr = Field(default=NOTHING, validation_alias="TELEGRAM_BOT_TOKEN")
    telegram_api_base_url: str = Field(default="", validation_alias="TELEGRAM_API_BASE_URL")
    telegram_api_base_file_url: str = Field(
        default="", validation_alias="TELEGRAM_API_BASE_FILE_URL"
    )
    telegram_webhook_url: str = Field(default="", validation_alias="TELEGRAM_WEBHOOK_URL")
    telegram_webhook_listen: str = Field(
        default="127.0.0.1", validation_alias="TELEGRAM_WEBHOOK_LISTEN"
    )
    telegram_webhook_port: int = Field(default=8443, validation_alias="TELEGRAM_WEBHOOK_PORT")
    telegram_webhook_secret: SecretStr = Field(
        default=NOTHING, validation_alias="TELEGRAM_WEBHOOK_SECRET"
    )

    smtp_host: str = Field(default="", validation_alias="SMTP_HOST")
    smtp_port: int = Field(default=587, validation_alias="SMTP_PORT")
    smtp_tls: Literal["starttls", "implicit", "none"] = Field(
        default="starttls", validation_alias="SMTP_TLS"
    )
    smtp_user: str = Field(default="", validation_alias="SMTP_USER")
    smtp_password: SecretStr = Field(default=NOTHING, validation_alias="SMTP_PASSWORD")

    notify_api_key: SecretStr = Field(default=NOTHING, validation_alias="NOTIFY_API_KEY")
    notify_template_id: str = Field(default="", validation_alias="NOTIFY_TEMPLATE_ID")
    notify_base_url: str = Field(
        default="https://api.notifications.service.gov.uk", validation_alias="NOTIFY_BASE_URL"
    )


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        pydantic.ValidationError: A value has not the form that its key needs; the error does
            not repeat the value.
    """
    return Settings()


def environment() -> Mapping[str, str]:
    """Return the environment as `${NAME}` of duty.yaml is looked up in it."""
    return dict(os.environ)
