// Sending a paper. The plain form works without this file. It adds: smaller photos, progress in words, and keeping
// what was chosen when the signal breaks.
"use strict";
(function () {
  var form = document.querySelector("form[data-send]");
  if (!form || !window.FormData || !window.XMLHttpRequest) { return; }
  var words = form.dataset;
  var longest = 2000;
  var inputs = Array.prototype.slice.call(form.querySelectorAll("input[type=file]"));
  var button = form.querySelector("button.main");
  var again = form.querySelector("[data-again]");
  var progress = document.getElementById("progress");
  var heard = document.getElementById("heard");
  var broken = document.getElementById("broken");
  var chosen = null;
  var sending = false;
  var shrinking = Promise.resolve();
  form.classList.add("dressed");

  function show(text, percent) {
    progress.hidden = false;
    progress.querySelector("[data-words]").textContent = text;
    progress.querySelector("progress").value = percent;
  }
  function name() {
    return words.chosen.replace("#", chosen.name) + " (" + Math.max(1, Math.round(chosen.size / 1000)) + " kB)";
  }
  function say(text) { if (heard.textContent !== text) { heard.textContent = text; } }
  function fail(text) {
    sending = false;
    button.removeAttribute("aria-busy");
    progress.hidden = !chosen;
    if (chosen) { show(name(), 0); }
    broken.textContent = text;
    broken.hidden = false;
  }

  // A photo as the browser turns it upright, at most 2000 dots long. What cannot be drawn is sent as it is.
  function smaller(file) {
    if (!/^image\//.test(file.type) || !window.createImageBitmap) { return Promise.resolve(file); }
    return window.createImageBitmap(file, { imageOrientation: "from-image" }).then(function (picture) {
      var scale = Math.min(1, longest / Math.max(picture.width, picture.height));
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) { canvas.toBlob(done, "image/jpeg", 0.8); });
    }).then(function (blob) {
      if (!blob || blob.size >= file.size) { return file; }
      return new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
    }).catch(function () { return file; });
  }

  inputs.forEach(function (input) {
    input.addEventListener("change", function () {
      if (!input.files.length) { return; }
      // The other box is emptied: one paper, one file.
      inputs.forEach(function (other) { if (other !== input) { other.value = ""; } });
      var file = input.files[0];
      chosen = file;
      broken.hidden = true;
      again.parentNode.hidden = true;
      say(words.chosen.replace("#", file.name));
      show(words.smaller, 0);
      shrinking = smaller(file).then(function (result) {
        if (chosen !== file) { return; }
        chosen = result;
        show(name(), 0);
      });
    });
  });

  function send() {
    if (sending) { return; }
    if (!chosen) { fail(words.none); return; }
    sending = true;
    broken.hidden = true;
    again.parentNode.hidden = true;
    button.setAttribute("aria-busy", "true");
    var parcel = new FormData();
    form.querySelectorAll("input[type=hidden]").forEach(function (input) { parcel.append(input.name, input.value); });
    parcel.append("file", chosen, chosen.name);
    var request = new XMLHttpRequest();
    var told = -1;
    request.open("POST", form.action);
    request.upload.onprogress = function (event) {
      if (!event.lengthComputable) { return; }
      var percent = Math.round(100 * event.loaded / event.total);
      var text = percent < 100 ? words.percent.replace("#", percent) : words.checking;
      show(text, percent);
      if (Math.floor(percent / 25) > told) { told = Math.floor(percent / 25); say(text); }
    };
    request.onload = function () {
      if (request.status === 200) { window.location.assign(request.responseURL); return; }
      // The page that came back says what is wrong; what was chosen stays.
      var page = new DOMParser().parseFromString(request.responseText, "text/html");
      var wrong = page.querySelector(".summary li") || page.querySelector("main > p:not([role])");
      fail(wrong ? wrong.textContent.trim() : words.broken);
      if (request.status >= 500) { again.parentNode.hidden = false; }
    };
    request.onerror = request.ontimeout = request.onabort = function () {
      fail(words.broken);
      again.parentNode.hidden = false;
      again.focus();
    };
    request.send(parcel);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    shrinking.then(send);
  });
  again.addEventListener("click", send);
  // A browser that comes back to this page may still show what was chosen: it is taken up again.
  inputs.forEach(function (input) { if (input.files.length) { input.dispatchEvent(new Event("change")); } });
})();
