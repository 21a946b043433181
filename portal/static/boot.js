// Says that scripts run, and brings our own copy of htmx where the CDN's did not come within three seconds.
document.documentElement.classList.add("has-js");
(function () {
  const own = document.currentScript.dataset.own;
  if (!own) return;
  setTimeout(function () {
    if (window.htmx) return;
    const copy = document.createElement("script");
    copy.src = own;
    document.head.append(copy);
  }, 3000);
})();
