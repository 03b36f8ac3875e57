// How somebody who sees a page finds what she looks for on it: by the words that stand there. Held by the browser of the tests before every page.
"use strict";
window.walking = (() => {
  const clean = (text) => (text || "").replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getClientRects().length > 0;

  // The words of a label without those of what it holds: the options of a choice are not its name.
  const alone = (label) => {
    const copy = label.cloneNode(true);
    copy.querySelectorAll("input, select, textarea").forEach((inner) => inner.remove());
    return clean(copy.textContent);
  };
  const label = (e) => e.getAttribute("aria-label") || [...(e.labels || [])].map(alone).join(" ");
  const kinds = {
    press: ["a[href], button, summary, input[type=submit]", (e) => e.getAttribute("aria-label") || e.innerText || e.value],
    // The rooms stand at the side, or on a phone behind the name of the one she is in.
    menu: ["nav summary", () => ""],
    room: ["nav a[href]", (e) => e.innerText],
    field: ["input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]), textarea, select", label],
    tick: ["input[type=checkbox], input[type=radio]", label],
    file: ["input[type=file]", label],
  };

  // What bears the words: exactly, else in the beginning, else anywhere. Of several that one beside which the other words stand: in the same
  // row, paragraph, part of the page, the smaller the better.
  const find = (kind, words, near) => {
    const [selector, named] = kinds[kind];
    words = clean(words);
    const shown = (e) => seen(e) || (kind !== "press" && [...(e.labels || [])].some(seen));
    const all = [...document.querySelectorAll(selector)].filter(shown).map((e) => [e, clean(named(e))]);
    const ways = [(name) => name === words, (name) => name.startsWith(words), (name) => name.includes(words)];
    let found = ways.map((fits) => all.filter(([, name]) => fits(name)).map(([e]) => e)).find((some) => some.length > 0) || [];
    if (found.length === 0) return `no «${words}» to ${kind}`;
    // The head of a fold that is open has led where she is.
    if (found.length > 1) found = found.filter((e) => !e.matches("details[open] > summary") || !found.some((one) => one !== e && e.parentElement.contains(one)));
    if (near) {
      near = clean(near);
      const around = (e) => {
        for (let up = e; up; up = up.parentElement) if (clean(up.innerText).includes(near)) return up;
        return null;
      };
      const ranked = found.map((e) => [e, around(e)]).filter(([, up]) => up).sort(([, a], [, b]) => a.innerText.length - b.innerText.length);
      if (ranked.length === 0) return `no «${near}» beside «${words}»`;
      found = ranked.filter(([, up]) => up === ranked[0][1]).map(([e]) => e);
    }
    const same = found.every((e) => e.href && e.href === found[0].href);
    if (found.length === 1 || same) return found[0];
    // Of the lines of one list that wait to be filled the first is next.
    const list = found[0].closest("fieldset");
    if (kind === "field" && list && found.every((e) => list.contains(e))) return found.find((e) => !e.value) || found[0];
    return `«${words}» stands here ${found.length} times`;
  };

  // The middle of what is pressed, brought into the window; it must not lie under something else.
  const place = (e) => {
    const target = seen(e) ? e : [...e.labels].find(seen);
    target.scrollIntoView({ block: "center", behavior: "instant" });
    const box = [...target.getClientRects()].find((one) => one.width > 0 && one.height > 0);
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    const hit = top && (target.contains(top) || top.contains(target) || (e.labels && [...e.labels].some((one) => one.contains(top))));
    return hit ? { x, y } : `lies under «${top ? clean(top.innerText).slice(0, 60) || top.tagName : "nothing"}»`;
  };

  return {
    // Finds something; whether it is there and where, and whether another page follows when it is pressed.
    look(kind, words, near) {
      const e = find(kind, words, near);
      if (typeof e === "string") return { lacks: e };
      this.found = e;
      const at = kind === "file" ? {} : place(e);
      if (typeof at === "string") return { lacks: `«${words}» ${at}` };
      const link = e.closest("a[href]");
      // A way within the page does not leave it; a link to the page itself brings it anew.
      const elsewhere = link && !(link.hash && link.href.split("#")[0] === location.href.split("#")[0]);
      const sends = e.matches("button, input[type=submit]") && e.form && e.type === "submit";
      const fields = { tag: e.tagName, type: e.type, checked: e.checked, address: link ? link.href : "" };
      return { ...at, ...fields, leaves: Boolean(elsewhere || sends) };
    },
    choose(option) {
      const e = this.found;
      const words = clean(option);
      const all = [...e.options].map((one) => [one, clean(one.text)]);
      const one = all.find(([, text]) => text === words) || all.find(([, text]) => text.startsWith(words));
      if (!one) return `not offered; these are: ${all.map(([, text]) => text).join(" · ")}`;
      e.value = one[0].value;
      for (const kind of ["input", "change"]) e.dispatchEvent(new Event(kind, { bubbles: true }));
      return "";
    },
    day(value) {
      this.found.value = value;
      for (const kind of ["input", "change"]) this.found.dispatchEvent(new Event(kind, { bubbles: true }));
    },
    folded: () => [...document.querySelectorAll("nav details:not([open]) > summary")].some(seen),
    here: () => location.pathname,
    read: () => clean((document.querySelector("main") || document.body).innerText),
    // Everything that is to be read, with what stands in the fields: told where a walk does not go on.
    screen() {
      const value = (e) => (e.matches("select") ? (e.selectedOptions[0] || {}).text : e.type === "checkbox" || e.type === "radio" ? (e.checked ? "[x]" : "[ ]") : e.value);
      const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((e) => seen(e) || [...(e.labels || [])].some(seen));
      const told = fields.map((e) => `  ${label(e)}: ${value(e)}`).join("\n");
      return `${location.pathname}\n${(document.querySelector("main") || document.body).innerText.replace(/\n{2,}/g, "\n")}\n— fields:\n${told}`;
    },
  };
})();
