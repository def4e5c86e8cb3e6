// Comfort only: the desk works without this file; then the queue is as old as its last reload.
(function () {
  "use strict";

  // What is new announces itself and waits to be shown; rows never move under the hand.
  var live = document.querySelector("[data-stream]");
  var box = document.querySelector("[data-new]");
  if (!live || !window.EventSource) return;
  var stream = new EventSource(live.dataset.stream), heard = Date.now(), gone = 0;
  live.hidden = false;

  function alive() {
    heard = Date.now();
    gone = 0;
    live.textContent = "Live";
    live.classList.remove("off");
  }
  stream.addEventListener("alive", alive);
  stream.addEventListener("new", function (event) {
    alive();
    if (!box) return;
    box.querySelector("[data-count]").textContent = event.data;
    box.hidden = event.data === "0";
  });

  // A quiet queue must never be a broken one: without a sign of life it says so.
  setInterval(function () {
    if (Date.now() - heard < 40000 || gone) return;
    gone = heard;
    var at = new Date(gone).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
    live.textContent = "Not live since " + at + ". Reload";
    live.classList.add("off");
  }, 5000);
})();

// Looking back: the slider says its month while it moves, and shows it when it is let go.
(function () {
  "use strict";
  var slider = document.querySelector("[data-months]"), word = document.querySelector("[data-month]");
  if (!slider || !word) return;
  slider.addEventListener("input", function () {
    var at = new Date(Date.UTC(Math.floor(slider.value / 12), slider.value % 12, 1));
    word.textContent = at.toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
    slider.setAttribute("aria-valuetext", word.textContent);
  });
})();
