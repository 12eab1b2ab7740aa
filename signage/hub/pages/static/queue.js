// Keys of the queue: a letter presses the button that bears it. They can be switched off, and are off while typing.
"use strict";

const tick = document.querySelector("[data-keys]");
if (tick) {
  tick.closest("[hidden]").hidden = false;
  tick.checked = localStorage.getItem("keys") !== "off";
  tick.addEventListener("change", () => localStorage.setItem("keys", tick.checked ? "on" : "off"));
}
let pressed = false;
document.addEventListener("keydown", (event) => {
  if (pressed || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (localStorage.getItem("keys") === "off") return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const bears = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!bears) return;
  event.preventDefault();
  // One page takes one key that leads on: the next card is another page. Choosing a reason leads nowhere.
  pressed = bears.type !== "radio";
  bears.click();
});
