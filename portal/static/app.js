// Small comforts. Every journey works without this file.

// After a swap: a filtered list says how many it found; what is wrong gets the focus, and is said once.
document.addEventListener("htmx:after:swap", function () {
  const stale = document.getElementById("problem") ? "main .summary:not(#problem), #problem ~ #problem" : "#lost";
  document.querySelectorAll(stale).forEach(function (old) { old.remove(); });
  const count = document.querySelector("[data-announce]");
  const voice = document.getElementById("voice");
  if (count && voice) voice.textContent = count.textContent.trim();
  const summary = document.querySelector("main .summary");
  if (summary) summary.focus();
});

// The answer never came: say so where the eye is. The form still holds all that was typed.
document.addEventListener("htmx:error", function (event) {
  if (document.getElementById("lost")) return;
  const note = document.createElement("p");
  note.id = "lost";
  note.className = "summary";
  note.tabIndex = -1;
  note.setAttribute("role", "alert");
  note.textContent = document.getElementById("voice").dataset.lost;
  (event.target.closest("form") || document.getElementById("main")).prepend(note);
  note.focus();
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
["click", "focusin"].forEach(function (going) {
  document.addEventListener(going, function (event) {
    const open = document.querySelector(".tongues[open]");
    if (open && !open.contains(event.target)) open.removeAttribute("open");
  });
});

// Pressing twice is harmless, but a button that waits looks as if it waits.
document.addEventListener("submit", function (event) {
  const button = event.target.querySelector("button[type=submit]");
  if (button && !event.defaultPrevented) setTimeout(function () { button.disabled = true; }, 0);
});
window.addEventListener("pageshow", function () {
  document.querySelectorAll("button[disabled]").forEach(function (button) { button.disabled = false; });
});

// Leaving empties the phone, too, where the browser does not know `Clear-Site-Data`.
window.forgetAll = async function () {
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
};
if (location.search.includes("closed=1") && "caches" in window && navigator.serviceWorker) window.forgetAll().catch(function () {});
