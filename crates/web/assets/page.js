// The page works without this file; it adds dropping, the progress of an upload and of long work.
"use strict";

/** Files of a drop, folders walked, each with its path. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files].map((file) => [file, file.name]);
  const found = [];
  const walk = async (entry, path) => {
    if (entry.isFile) {
      found.push([await new Promise((good, bad) => entry.file(good, bad)), path + entry.name]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((good, bad) => reader.readEntries(good, bad));
      if (some.length === 0) return;
      for (const inner of some) await walk(inner, path + entry.name + "/");
    }
  };
  for (const entry of entries) await walk(entry, "");
  return found;
}

/** Sends files as the form would, shows how far it is, and goes where the answer leads. */
function send(form, files) {
  if (files.length === 0) return;
  const sending = form.querySelector("[data-sending]");
  const fault = form.querySelector("[data-fault]");
  const bar = sending.querySelector("progress");
  const body = new FormData(form);
  body.delete("file");
  for (const [file, path] of files) body.append("file", file, path);
  const request = new XMLHttpRequest();
  const fail = (text) => {
    sending.hidden = true;
    fault.textContent = text || fault.dataset.broken;
    fault.hidden = false;
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
  });
  request.addEventListener("error", () => fail());
  request.addEventListener("load", () => {
    // Where the answer leads elsewhere, there; else it is a page itself: what the file was read as.
    const elsewhere = request.responseURL !== new URL(form.action, location.href).href;
    if (request.status < 400 && elsewhere) return location.assign(request.responseURL);
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    if (request.status < 400) {
      document.title = page.title;
      document.body.replaceWith(document.adoptNode(page.body));
      scrollTo(0, 0);
      return ready();
    }
    const what = page.querySelector("[data-what]");
    fail(what && what.textContent);
  });
  fault.hidden = true;
  sending.hidden = false;
  request.open("POST", form.action);
  request.send(body);
}

function enhance(form) {
  form.classList.add("scripted");
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => send(form, [...input.files].map((file) => [file, file.webkitRelativePath || file.name])));
  }
  const over = (on) => (event) => {
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", async (event) => {
    over(false)(event);
    send(form, await dropped(event.dataTransfer));
  });
}

/** Asks how far the work is until it is over, then shows what it led to. */
function follow(work) {
  const stage = work.querySelector("[data-stage]");
  const count = work.querySelector("[data-count]");
  const bar = work.querySelector("[data-progress]");
  const ask = async () => {
    try {
      const answer = await fetch(work.dataset.status);
      // Gone, or somebody else signed in: the page says so.
      if (!answer.ok) return location.reload();
      const now = await answer.json();
      if (!now.working) return location.reload();
      if (stage.textContent !== now.stage) stage.textContent = now.stage;
      count.textContent = now.count;
      if (now.total > 0) {
        bar.max = now.total;
        bar.value = now.done;
      } else {
        bar.removeAttribute("value");
      }
    } catch {
      // The program may be busy for a moment; the next question finds out.
    }
    setTimeout(ask, 300);
  };
  setTimeout(ask, 150);
}

/** Answers that were typed and not sent are sent before leaving: the program then asks whether to keep them. */
function keepLeaving(answers, leave) {
  let typed = false;
  answers.addEventListener("input", () => (typed = true));
  leave.addEventListener("submit", async (event) => {
    if (!typed) return;
    event.preventDefault();
    try {
      await fetch(answers.action, { method: "POST", body: new URLSearchParams(new FormData(answers)), redirect: "manual" });
    } finally {
      leave.submit();
    }
  });
}

/** A menu is left by Escape, which gives the focus back to its head, by going on with Tab, and by pressing elsewhere. */
function menu(details) {
  const head = details.querySelector("summary");
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    head.focus();
  });
  // Where the focus goes nowhere, something that takes none was pressed: what was pressed decides.
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) details.open = false;
  });
}

/** The tick of all rows goes along with theirs: it ticks them, and a row that is not ticked takes it away. */
function together(all) {
  const named = new Set(all.value.split(" "));
  const rows = [...all.form.elements].filter((row) => row.name === all.dataset.all && named.has(row.value));
  const tick = () => rows.forEach((row) => (row.checked = all.checked));
  if (all.checked) tick();
  all.addEventListener("change", tick);
  rows.forEach((row) => row.addEventListener("change", () => (all.checked = rows.every((other) => other.checked))));
}

/** Asks, once typing rests, what a form would not keep, and tells it beside the form. Whatever goes wrong is told when it is sent, as without this. */
function agreeing(form) {
  const told = form.parentElement.querySelector("[data-beside]");
  const asks = ["year", "kind", "subject", "class", "day", "slot"];
  let waits;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const typed = new URLSearchParams([...new FormData(form)].filter(([name]) => asks.includes(name)));
    let found = null;
    try {
      const answer = await fetch(`${form.dataset.agrees}?${typed}`);
      // Led elsewhere, it is the page of the way in.
      if (answer.ok && !answer.redirected) {
        found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-found]");
      }
    } catch {
      // What was told before is of something else that was typed.
    }
    if (mine === asked) told.replaceChildren(...(found ? [document.adoptNode(found)] : []));
  };
  form.addEventListener("input", (event) => {
    if (!asks.includes(event.target.name)) return;
    clearTimeout(waits);
    waits = setTimeout(ask, 400);
  });
}

/** What a page gets once it is there. */
function ready() {
  const answers = document.querySelector("[data-answers]");
  if (answers) document.querySelectorAll("[data-leave]").forEach((leave) => keepLeaving(answers, leave));
  document.querySelectorAll("[data-drop]").forEach(enhance);
  document.querySelectorAll("[data-status]").forEach(follow);
  document.querySelectorAll("[data-all]").forEach(together);
  document.querySelectorAll("[data-agrees]").forEach(agreeing);
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
  document.querySelectorAll("details.menu").forEach(menu);
}

ready();
addEventListener("pointerdown", (event) => {
  for (const open of document.querySelectorAll("details.menu[open]")) if (!open.contains(event.target)) open.open = false;
});
// A file dropped beside the area must not replace the page.
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
