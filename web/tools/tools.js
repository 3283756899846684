// What is purely the browser's in the page's third module: what happens in the place of a mode, and what the WebAssembly has done
// there. It follows the module's own script, and uses names of web/page.js; the functions of `tools` are declared where they are
// called, in web/tools/src/browser. What is no function of them stays inside: in the one file, all scripts share their names.

const tools = (() => {
  // What the WebAssembly offers: beside this script, or on one object where everything is in one file.
  const offered = typeof wasm_bindgen === "undefined" ? { openTool, hearTool, readFile } : wasm_bindgen;

  // The largest file that is read: bundles of PEM may be larger than anything else.
  const MOST_BYTES = 256 * 2 ** 20;

  // The element and the mode that are spoken of. Each mode has an element of its own: what is still being read for one that was left
  // is shown in none that came after it.
  let place;
  // The newest element of each mode.
  const places = {};
  const find = id => place.host.querySelector("#" + id);

  // Tells what happened in a place: its kind, a name, a value; whether the value was taken.
  function tell(where, kind, name = "", value = "") {
    place = where;
    return !isOver && offered.hearTool(where.mode, kind, name, value);
  }

  function open(host, mode, link, isExample) {
    const where = place = places[mode] = { host, mode };
    offered.openTool(mode, link, isExample);
    for (const kind of ["click", "input", "change", "paste", "dragover", "drop"])
      host.addEventListener(kind, event => isOver || happened(where, event));
  }

  function happened(where, event) {
    const { type, target } = event, given = event.clipboardData ?? event.dataTransfer;
    if (type === "click") clicked(where, event);
    // Without this the browser would open the file in the page's place.
    else if (type === "dragover") given?.types.includes("Files") && event.preventDefault();
    else if (type === "drop" || type === "paste") {
      if (type === "paste" && target.id !== "text") return;
      if (given?.files.length) {
        event.preventDefault();
        read(where, given.files);
      // A text that gives something is taken before it stands in the field, where Undo could bring it back.
      } else if (type === "paste" && given && tell(where, "text", "", given.getData("text/plain"))) event.preventDefault();
    } else if (target.type === "file") type === "change" && read(where, target.files);
    // What may hold a key is read when it is asked for.
    else if (target.id !== "text") tell(where, type, target.id, target.value);
  }

  function clicked(where, event) {
    const { host } = where, button = event.target.closest("button");
    if (event.target.closest("a[data-mode]")) {
      // The bar's own link keeps the names of the clusters, which stand in no link that can be passed on.
      event.preventDefault();
      document.querySelector("#modes a").click();
    } else if (button?.id === "read") tell(where, "text", "", host.querySelector("#text").value);
    else if (button?.id === "clear") {
      for (const field of host.querySelectorAll("textarea, [type=file]")) field.value = "";
      tell(where, "clear");
      host.querySelector("textarea").focus();
    } else if (button) {
      // What a button does is the name of its attribute, and to what, the attribute.
      for (const kind in button.dataset) tell(where, kind, "", button.dataset[kind]);
      // One that was drawn anew hands over to the same, one that is gone to where the next file is chosen.
      if (!button.isConnected) host.querySelector("#" + (button.id || "files"))?.focus();
    }
  }

  // Reads files one after another. Both copies of what stood in them are overwritten, here and in the WebAssembly.
  async function read(where, files) {
    const said = [];
    for (const file of [...files]) {
      let bytes, reason = "it is larger than 256 MiB";
      if (file.size <= MOST_BYTES) try {
        bytes = new Uint8Array(await file.arrayBuffer());
      } catch {
        reason = "the browser could not read it";
      }
      if (isOver) return bytes?.fill(0);
      // Who left the mode and came back has a new element for it.
      where = places[where.mode];
      if (bytes) try {
        place = where;
        said.push(offered.readFile(where.mode, file.name, bytes));
      } finally {
        bytes.fill(0);
      } else {
        said.push(`${file.name}: ${reason}.`);
        tell(where, "refused", file.name, reason);
      }
      // One log is explained.
      if (bytes && where.mode === "error") break;
    }
    tell(where, "files", "", said.filter(Boolean).join(" "));
    // The same file may be chosen again once it has changed.
    where.host.querySelector("#files").value = "";
  }

  return latched({
    // Leaves the module's function where the page looks for it.
    offer() {
      window.certplanTool = open;
    },
    fill(markup) {
      place.host.innerHTML = markup;
    },
    set(id, markup) {
      const element = find(id);
      if (element) element.innerHTML = markup;
    },
    // Says something once; to the eye too, where it stands nowhere else.
    say(text, isShown) {
      const status = find("tool-status");
      status.className = isShown ? "notice" : "quiet";
      status.textContent = text;
    },
    value: id => find(id)?.value ?? "",
    // Empties the field for a text: what stood there was taken.
    empty() {
      place.host.querySelector("textarea").value = "";
    },
    // Says what is wrong with a field; nothing where it is right.
    wrong(id, reason) {
      find(id)?.setAttribute("aria-invalid", !!reason);
      const error = find(id + "-error");
      if (error) error.textContent = reason;
    },
  });
})();
