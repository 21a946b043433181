// Small comforts. Every journey works without this file.

// A list that was filtered in place says how many it found.
document.addEventListener("htmx:after:swap", function () {
  const count = document.querySelector("[data-announce]");
  const voice = document.getElementById("voice");
  if (count && voice) voice.textContent = count.textContent.trim();
  const summary = document.querySelector(".summary");
  if (summary) summary.focus();
});

document.addEventListener("click", function (event) {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  if (button.dataset.do === "print") window.print();
  if (button.dataset.do === "share") share(button);
  if (button.dataset.do === "copy") copy(button);
});

function share(button) {
  if (navigator.share) navigator.share({ title: button.dataset.title, url: button.dataset.url }).catch(function () {});
  else copy(button);
}

function copy(button) {
  navigator.clipboard.writeText(button.dataset.url).then(function () {
    const said = button.querySelector("[data-copied]");
    if (said) said.textContent = button.dataset.copied;
  });
}

// The menu of languages closes like any menu: by Escape, or by going elsewhere.
document.addEventListener("keydown", function (event) {
  const open = document.querySelector(".tongues[open]");
  if (event.key !== "Escape" || !open) return;
  open.removeAttribute("open");
  open.querySelector("summary").focus();
});
document.addEventListener("click", function (event) {
  const open = document.querySelector(".tongues[open]");
  if (open && !open.contains(event.target)) open.removeAttribute("open");
});

// Pressing twice is harmless, but a button that waits looks as if it waits.
document.addEventListener("submit", function (event) {
  const button = event.target.querySelector("button[type=submit]");
  if (button && !event.defaultPrevented) setTimeout(function () { button.disabled = true; }, 0);
});
window.addEventListener("pageshow", function () {
  document.querySelectorAll("button[disabled]").forEach(function (button) { button.disabled = false; });
});
