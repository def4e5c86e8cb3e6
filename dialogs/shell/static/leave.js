// Leave at once: cover the page, then replace it, so that Back does not return here.
// The address is ours: on the way the server forgets the session. This stands before the page's
// own words, so that whoever can read them can already leave, however slow the line is.
(function () {
  "use strict";

  function leave(event) {
    var exit = document.querySelector(".govuk-exit-this-page__button");
    if (!exit) return;
    if (event) event.preventDefault();
    var cover = document.createElement("div");
    cover.className = "dr-overlay";
    document.body.append(cover);
    document.title = "Weather";
    location.replace(exit.href);
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest(".govuk-exit-this-page__button")) leave(event);
  });
  var presses = [];
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = []; return; }
    presses = presses.filter(function (t) { return event.timeStamp - t < 5000; }).concat(event.timeStamp);
    if (presses.length === 3) leave();
  });
  // A page kept by the browser is not shown again after leaving.
  addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
})();
