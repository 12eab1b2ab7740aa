// Rows whose order staff decide can be dragged; the arrows do the same without this.
"use strict";

const acts = document.getElementById("acts");
let dragged = null;

for (const list of document.querySelectorAll("[data-ordered]")) {
  const rows = () => [...list.querySelectorAll("[data-short]")];
  for (const row of rows()) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-short]");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-short]");
    if (!dragged || !list.contains(dragged) || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const half = over.getBoundingClientRect();
    over[event.clientY > half.top + half.height / 2 ? "after" : "before"](dragged);
  });
  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const to = document.createElement("input");
    to.type = "hidden";
    to.name = "to";
    to.value = String(rows().indexOf(dragged));
    acts.append(to);
    acts.action = `/playlist/${dragged.dataset.short}/move`;
    acts.submit();
  });
}
document.addEventListener("dragend", () => { if (dragged && !acts.querySelector("[name=to]")) location.reload(); });
