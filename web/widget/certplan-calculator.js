// <certplan-calculator>: the questions of Certplan in any page, around a static answer that stands there until somebody asks.
// Until a field is touched this file is all that is loaded. The decision is WebAssembly from where this file comes from.

/** The facts, by attribute. */
const FACTS = ["shutdown", "from", "to", "since-update", "cluster", "build"];

/** The text fields: name, label, hint; the names are those of the errors. */
const LENGTH = ["shutdown", "How long was it off?", "such as 45d, 36h, 6w or unknown; empty if nothing was switched off"];
const TARGETS = ["targets", "Names of the targets", "with spaces between them; empty if you do not know"];
const BALANCERS = ["balancers", "Of which targets", "empty means of every target above"];
const UPDATED = ["since-update", "When was it last updated?", "time ago, such as 40d; empty if you do not know"];
const MORE = [
  ["from", "Off from, instead of a length", "2026-12-18 or 2026-12-18T17:00+01:00"],
  ["to", "Off until", "in the same way"],
  ["build", "Build", "what Get-AksHciVersion prints, such as 1.0.24.11029"],
];

const STYLE = "certplan:style";

/** Pages that demand trusted types name this policy; its markup comes from the WebAssembly, which escapes every value. */
const trusted = (() => {
  try {
    return globalThis.trustedTypes?.createPolicy("certplan", { createHTML: text => text });
  } catch {
    return undefined;
  }
})();
const html = text => trusted ? trusted.createHTML(text) : text;

let sheet;
const style = () => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  return [sheet];
};

/** The decision, once it is there, and its loading. */
let decide, loading;
const load = () => loading ??= (async () => {
  const module = await import("./certplan:widget.js");
  await module.default();
  decide = globalThis.certplanWidget;
  delete globalThis.certplanWidget;
  if (!decide) throw new Error("the calculator did not start");
})().catch(error => {
  loading = undefined;
  throw error;
});

const field = ([name, label, hint]) =>
  `<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" autocomplete="off" autocapitalize="off" spellcheck="false" part="field" aria-describedby="${name}-hint ${name}-error">
<p class="hint" id="${name}-hint">${hint}</p><p class="error" id="${name}-error" hidden></p></div>`;
const box = (name, label) =>
  `<label class="choice"><input type="checkbox" name="${name}"> ${label}</label>`;
const FORM = `<div class="certplan" lang="en" dir="ltr"><form part="form" novalidate>
<div class="group">${field(LENGTH)}${field(UPDATED)}</div>
<fieldset><legend>Which clusters does it have?</legend>${box("management", "Management cluster")}${box("target", "Target clusters")}${field(TARGETS)}
${box("balancer", "HAProxy load balancer that the product deployed")}${field(BALANCERS)}<p class="hint">none ticked means the management cluster and one target</p><p class="error" id="cluster-error" hidden></p></fieldset>
<details><summary>More facts</summary>${MORE.map(field).join("")}</details></form>
<p class="notice" part="notice" hidden></p><p class="quiet" role="status"></p></div>
<slot></slot><div class="certplan answer" part="answer" lang="en" dir="ltr" hidden></div>`;

const names = text => text.split(/[\s,]+/).filter(Boolean);

/** What the fields hold for clusters as attributes name them; what is no cluster stays, so that its error is told. */
const fromClusters = clusters => {
  const values = { management: false, target: false, targets: "", balancer: false, balancers: "", strange: [] };
  const add = (key, name) => { if (name !== undefined) values[key] = `${values[key]} ${name}`.trim(); };
  // Nobody named any: what the decision takes then is shown as ticked.
  if (!clusters.length) values.management = values.target = true;
  for (const cluster of clusters) {
    const [kind, ...rest] = cluster.split("=");
    const name = rest.length ? rest.join("=") : undefined;
    const known = kind.toLowerCase().replace("_", "-");
    if (known === "management" && name === undefined) values.management = true;
    else if (known === "target" && name !== "") { values.target = true; add("targets", name); }
    else if (known === "load-balancer" && name !== "") { values.balancer = true; add("balancers", name); }
    else values.strange.push(cluster);
  }
  return values;
};

/** The other way round. */
const toClusters = values => {
  const named = (kind, text) => names(text).length ? names(text).map(name => `${kind}=${name}`) : [kind];
  return [
    ...values.management ? ["management"] : [],
    ...values.target ? named("target", values.targets) : [],
    ...values.balancer ? named("load-balancer", values.balancers) : [],
    ...values.strange,
  ];
};

const length = seconds => seconds % 86400 ? `${seconds}s` : `${seconds / 86400}d`;

/** What the fields hold for facts of the contract. */
const fromFacts = facts => ({
  shutdown: facts.from ? "" : facts.shutdown_unknown ? "unknown" : facts.shutdown_seconds == null ? "" : length(facts.shutdown_seconds),
  from: facts.from ?? "",
  to: facts.to ?? "",
  "since-update": facts.since_update_seconds == null ? "" : length(facts.since_update_seconds),
  build: facts.build ?? "",
  ...fromClusters((facts.clusters ?? []).map(({ kind, name }) => name == null ? kind : `${kind}=${name}`)),
});

class Calculator extends HTMLElement {
  static observedAttributes = [...FACTS, "mode", "lang", "heading-level"];

  #root = this.attachShadow({ mode: "open" });
  #life; // ends with the connection
  #values; // what the fields hold
  #given; // facts that a script has set, as JSON
  #typed = true; // whether the fields say more than `given`
  #plan = null;
  #last; // the last answer as a text
  #asked = false; // whether anybody has touched it

  connectedCallback() {
    if (this.#life) return;
    this.#life = new AbortController();
    const on = (kind, act) => this.#root.addEventListener(kind, act, { signal: this.#life.signal });
    this.#root.adoptedStyleSheets = style();
    this.#root.innerHTML = html(FORM);
    // Books turn pages at arrows and search at letters; here they are typed.
    for (const kind of ["keydown", "keypress", "keyup"]) on(kind, event => {
      if (event.key?.startsWith("Arrow") || event.key?.length === 1 || event.key === "Enter") event.stopPropagation();
    });
    on("focusin", event => this.#touched(event));
    on("click", event => this.#clicked(event));
    on("input", event => this.#touched(event, true));
    on("change", event => this.#touched(event, true, true));
    on("submit", event => event.preventDefault());
    // Set before this element was defined: the property would hide the accessor.
    if (Object.hasOwn(this, "facts")) {
      const { facts } = this;
      delete this.facts;
      this.facts = facts;
    }
    this.#fill(this.#values ?? this.#attributes());
    if (this.#asked) this.#ask(true);
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#life = undefined;
    this.#last = undefined;
    this.#root.replaceChildren();
  }

  attributeChangedCallback(name, old, now) {
    if (old === now) return;
    if (FACTS.includes(name)) {
      this.#values = this.#given = undefined;
      this.#typed = true;
    }
    if (!this.#life) return;
    if (FACTS.includes(name)) this.#fill(this.#attributes());
    if (FACTS.includes(name) || name === "mode" || this.#asked) this.#ask(true);
  }

  /** The facts of the answer, as `certplan/facts/1`. */
  get facts() {
    return this.#plan?.facts ?? (this.#given ? JSON.parse(this.#given) : null);
  }

  set facts(facts) {
    this.#given = facts == null ? undefined : JSON.stringify(facts);
    this.#typed = facts == null;
    this.#values = facts == null ? undefined : fromFacts(facts);
    this.#asked = true;
    if (!this.#life) return;
    this.#fill(this.#values ?? this.#attributes());
    this.#ask(true);
  }

  /** The plan, as `certplan/plan/1`; null until somebody has asked. */
  get plan() {
    return this.#plan;
  }

  #attributes() {
    const said = name => this.getAttribute(name) ?? "";
    return { ...Object.fromEntries(FACTS.map(name => [name, said(name)])), ...fromClusters(names(said("cluster"))) };
  }

  /** The fields of the form, by name. */
  get #fields() {
    return this.#root.querySelectorAll("form input");
  }

  #fill(values) {
    this.#values = values;
    for (const input of this.#fields) {
      if (input.type === "checkbox") input.checked = values[input.name];
      else input.value = values[input.name];
    }
    if (["from", "to", "build"].some(name => values[name])) this.#root.querySelector("details").open = true;
  }

  #touched(event, changed, left) {
    if (!event.target.closest?.("form")) return;
    if (changed) {
      const values = { strange: [] };
      for (const input of this.#fields) values[input.name] = input.type === "checkbox" ? input.checked : input.value;
      this.#values = values;
      this.#typed = true;
    } else if (this.#asked) return;
    this.#ask(left);
  }

  #clicked(event) {
    const button = event.target.closest?.("button[data-copy]");
    if (button) this.#copy(button.parentElement.querySelector("code"));
    else this.#touched(event);
  }

  /** Answers now where the decision is there, and after it was loaded where it is not. */
  async #ask(left) {
    this.#asked = true;
    const life = this.#life;
    if (!decide) {
      try {
        await load();
      } catch {
        if (life === this.#life) this.#fail("The calculator could not be loaded, so nothing that is changed here changes the answer.");
        return;
      }
      if (life !== this.#life || !life) return;
    }
    try {
      this.#answer(left);
    } catch {
      this.#fail("The calculator has stopped because of a mistake in it. Reload the page to try again, and please report what you typed.");
    }
  }

  #answer(left) {
    const mode = this.getAttribute("mode") ?? "after";
    const asked = { heading: Number(this.getAttribute("heading-level")) || 3 };
    asked.heading = Math.min(6, Math.max(2, Math.trunc(asked.heading)));
    if (this.#given) asked.facts = this.#given;
    if (this.#typed) asked.answers = {
      shutdown: this.#values.shutdown,
      from: this.#values.from,
      to: this.#values.to,
      since_update: this.#values["since-update"],
      clusters: toClusters(this.#values),
      build: this.#values.build,
    };
    const answer = decide(JSON.stringify(asked));
    const { markup, plan, errors } = JSON.parse(answer);
    if (mode !== "after") errors.push({ text: `mode: "${mode}" is not known; accepted: after. This is the answer for after a shutdown.` });
    this.#explain(errors, left);
    if (!plan || answer === this.#last) return;
    this.#last = answer;
    this.#plan = plan;
    const shown = this.#root.querySelector(".answer");
    shown.innerHTML = html(markup);
    for (const button of shown.querySelectorAll("[data-copy]")) button.hidden = false;
    for (const tick of shown.querySelectorAll(".tick")) tick.remove();
    shown.hidden = false;
    this.#root.querySelector("slot").hidden = true;
    this.#say(plan.summary);
    this.dispatchEvent(new CustomEvent("certplan:plan", { bubbles: true, composed: true, detail: plan }));
  }

  /** Puts every error beside its field, but never while somebody types there. */
  #explain(errors, left) {
    const find = id => this.#root.getElementById(id);
    const at = question => question !== "cluster" ? question : this.#values.target && names(this.#values.targets).length ? "targets"
      : this.#values.balancer && names(this.#values.balancers).length ? "balancers" : "cluster";
    const told = new Map();
    for (const { question, text } of errors) {
      const place = question && find(`${at(question)}-error`) ? at(question) : "";
      told.set(place, [...told.get(place) ?? [], text]);
    }
    const active = left ? undefined : this.#root.activeElement?.id;
    let shown = false;
    for (const error of this.#root.querySelectorAll(".error")) {
      const name = error.id.slice(0, -"-error".length), text = told.get(name)?.join(" ");
      if (text && name === active && error.hidden) continue;
      shown ||= Boolean(text);
      error.textContent = text ? `${text}.` : "";
      error.hidden = !text;
      text ? find(name)?.setAttribute("aria-invalid", "true") : find(name)?.removeAttribute("aria-invalid");
      if (text) error.closest("details")?.setAttribute("open", "");
    }
    const notices = told.get("") ?? [];
    if (shown) notices.push("One of the questions has no valid answer at the moment. This is the answer to the last valid ones.");
    this.#notice(notices.join(" "));
  }

  #notice(text) {
    const notice = this.#root.querySelector(".notice");
    notice.textContent = text;
    notice.hidden = !text;
  }

  #fail(text) {
    this.#notice(text);
    this.#say(text);
    // An answer to other facts than those in the fields would mislead.
    const shown = this.#root.querySelector(".answer");
    shown.hidden = true;
    this.#root.querySelector("slot").hidden = false;
  }

  #say(text) {
    const status = this.#root.querySelector("[role=status]");
    // The same words a second time are read only where they change.
    status.textContent = status.textContent === text ? `${text}\u00a0` : text;
  }

  async #copy(code) {
    const text = code.textContent;
    const select = () => {
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    };
    try {
      await navigator.clipboard.writeText(text);
      this.#say(`Copied: ${text}`);
    } catch {
      // No clipboard on plain http and in foreign frames: the older way, and else a selection to be copied by keys.
      select();
      this.#say(document.execCommand("copy") ? `Copied: ${text}` : "Selected. Press Ctrl and C to copy.");
    }
  }
}

if (!customElements.get("certplan-calculator")) customElements.define("certplan-calculator", Calculator);
