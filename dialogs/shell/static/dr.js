// Comfort only: every page works without this file.
(function () {
  "use strict";

  // A page with an error puts the reader at the explanation.
  var errors = document.querySelector(".govuk-error-summary");
  if (errors) errors.focus();

  // One press sends once; the server would know the second anyway.
  document.querySelectorAll("form[data-once]").forEach(function (form) {
    var sent = false;
    form.addEventListener("submit", function (event) {
      if (sent) event.preventDefault();
      sent = true;
      setTimeout(function () { sent = false; }, 4000);
    });
  });

  // Print and save are offered only where they can work.
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  // The desk's clocks run on the server's time, whatever this machine believes.
  var clock = document.querySelector("[data-now]");
  if (!clock) return;
  var start = Date.parse(clock.dataset.now), opened = performance.now();
  function words(minutes) {
    var m = Math.abs(minutes), h = Math.floor(m / 60), text = m < 60 ? m + " min" : m < 2880 ? h + " h" + (m % 60 ? " " + (m % 60) : "") : Math.round(h / 24) + " days";
    return minutes < 0 ? text + " late" : "in " + text;
  }
  function tick() {
    var now = new Date(start + performance.now() - opened);
    clock.textContent = now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
    document.querySelectorAll("time[data-due]").forEach(function (due) {
      var left = Math.floor((Date.parse(due.dateTime) - now) / 60000);
      due.textContent = words(left);
      var box = due.closest(".due");
      if (box) { box.classList.toggle("late", left < 0); box.classList.toggle("soon", left >= 0 && left < 30); }
    });
  }
  tick();
  setInterval(tick, 15000);
})();
