// A list that follows the screens by itself. Nothing moves under a finger or the focus, and a tap just after
// the list moved counts for nothing: it was meant for what stood there before.
"use strict";

const SETTLES = 400;
const LEAVES = 10000;

const list = document.querySelector("[data-live]");
const bar = document.getElementById("bar");
let finger = false;
let moved = -SETTLES;
let newest = "";

list.addEventListener("pointerdown", (event) => { finger = event.pointerType !== "mouse"; });
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => { finger = false; });
}
const touched = () => finger || list.querySelector(":focus-visible") !== null;

list.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt === list && touched()) event.preventDefault();
});
list.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== list) return;
  const follows = event.detail.requestConfig.elt === list;
  if (follows && (touched() || event.detail.serverResponse === newest)) {
    event.detail.shouldSwap = false;
    return;
  }
  newest = follows ? event.detail.serverResponse : "";
  moved = performance.now();
});
for (const kind of ["click", "submit"]) {
  list.addEventListener(kind, (event) => {
    if (performance.now() - moved < SETTLES && event.target.closest("form")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
}

// A tap that was lost says so in its row.
for (const lost of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  list.addEventListener(lost, (event) => {
    const form = event.target.closest("form[data-lost]");
    if (!form || form.querySelector("[role=alert]")) return;
    const told = document.createElement("p");
    told.className = "wrong";
    told.setAttribute("role", "alert");
    told.textContent = form.dataset.lost;
    form.append(told);
  });
}

// The bar leaves after ten seconds, not while somebody is at it.
let leaving = 0;
const leave = () => {
  if (bar.matches(":hover, :focus-within")) leaving = setTimeout(leave, 2000);
  else bar.replaceChildren();
};
const stay = () => {
  clearTimeout(leaving);
  if (bar.firstElementChild) leaving = setTimeout(leave, LEAVES);
};
bar.addEventListener("htmx:afterSettle", stay);
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target !== bar) return;
  stay();
  if (document.activeElement === document.body) bar.querySelector("button")?.focus({ preventScroll: true });
});
stay();
