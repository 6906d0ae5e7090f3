// Everything works without this file. It adds: no second press, words while a paper is sent, smaller photos,
// keys in the work list, and turning the picture of a paper.
"use strict";
(function () {
  var words = document.body.dataset;

  function say(node, text) { if (node && node.textContent !== text) { node.textContent = text; } }

  // A form is sent once. The button keeps its place and says that it works.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    var button = event.submitter || form.querySelector("button");
    if (button && words.sending) {
      button.setAttribute("aria-busy", "true");
      button.dataset.words = button.textContent;
      say(button, words.sending);
    }
    window.setTimeout(function () {
      var slow = document.getElementById("slow");
      if (slow && form.dataset.sent) { say(slow, words.slow); }
    }, 10000);
  });
  // Back from the browser's own cache: the form may be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("button[aria-busy]").forEach(function (button) {
        button.removeAttribute("aria-busy");
        if (button.dataset.words) { say(button, button.dataset.words); }
      });
    });
  });

  // Errors take the focus, so that a reader hears them first.
  var summary = document.querySelector(".summary");
  if (summary) { summary.focus(); }

  // Offline: what is safe and what is not.
  var line = document.getElementById("connection");
  function connection() { say(line, navigator.onLine ? "" : words.offline); }
  window.addEventListener("online", connection);
  window.addEventListener("offline", connection);
  connection();

  // Letters as keys can be switched off: dictation and slips would press them.
  function keysOff() { try { return window.localStorage.getItem("keys") === "off"; } catch (e) { return false; } }
  document.querySelectorAll("[data-keys-off]").forEach(function (button) {
    function show() { say(button, keysOff() ? button.dataset.keysOn : button.dataset.keysOff); }
    button.addEventListener("click", function () {
      try { window.localStorage.setItem("keys", keysOff() ? "on" : "off"); } catch (e) { return; }
      show();
    });
    show();
  });

  // Work list: j and k move, Enter opens, / searches. Letters are never taken from a field.
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-rows] tbody tr"));
  var at = -1;
  function choose(next) {
    if (!rows.length) { return; }
    if (rows[at]) { rows[at].removeAttribute("aria-selected"); }
    at = Math.max(0, Math.min(rows.length - 1, next));
    rows[at].setAttribute("aria-selected", "true");
    var link = rows[at].querySelector("a");
    if (link) { link.focus(); }
  }
  var viewer = document.querySelector(".viewer");
  var turn = 0;
  function rotate(by) {
    if (!viewer) { return; }
    viewer.classList.remove("turn" + turn);
    turn = (turn + by + 4) % 4;
    viewer.classList.add("turn" + turn);
  }
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) { return; }
    if (keysOff()) { return; }
    if (rows.length && event.key === "j") { choose(at + 1); }
    if (rows.length && event.key === "k") { choose(at - 1); }
    if (event.key === "/" && document.getElementById("q")) { event.preventDefault(); document.getElementById("q").focus(); }
    if (event.key === "[") { rotate(-1); }
    if (event.key === "]") { rotate(1); }
    if (viewer && event.key === "+") { viewer.classList.add("large"); }
    if (viewer && event.key === "-") { viewer.classList.remove("large"); }
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("[data-view]") : null;
    if (!button) { return; }
    if (button.dataset.view === "turn") { rotate(1); }
    if (button.dataset.view === "large") { viewer.classList.toggle("large"); }
    if (button.dataset.view === "print") { window.print(); }
  });
  // Copies the words of a field. Where the browser gives no leave, they are selected, to be copied by hand.
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("[data-copy]") : null;
    var field = button && document.getElementById(button.dataset.copy);
    if (!field) { return; }
    function done() { say(button.parentNode.querySelector("[role=status]"), button.dataset.copied); }
    function byHand() {
      field.focus();
      field.select();
      if (document.execCommand("copy")) { done(); }
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(field.value).then(done, byHand); } else { byHand(); }
  });
  document.querySelectorAll("[data-needs-script]").forEach(function (node) { node.hidden = false; });
})();
