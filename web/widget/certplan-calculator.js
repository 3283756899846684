// <certplan-calculator>: the questions of Certplan in any page, around a static answer that is shown until somebody asks.
// The questions below are markup; a touch loads the calculator from where this file comes from and puts it in their place.

const FACTS = ["shutdown", "from", "to", "since-update", "cluster", "build"];
const FORM = "certplan:form", STYLE = "certplan:style";

/** Pages that demand trusted types name this policy. Its markup is the constant above. */
const trusted = globalThis.trustedTypes?.createPolicy("certplan", { createHTML: text => text });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`:host { display: block; margin-block: 1rem; } :host([hidden]) { display: none; }
.certplan { all: initial; color-scheme: inherit; display: block; } ${STYLE}`);

/** What a field says. */
const said = field => /radio|checkbox/.test(field.type) ? field.checked : field.value;

let loading;
const load = () => loading ??= import("./certplan:widget.js").then(async module => (await module.default(), module))
  .catch(error => { loading = undefined; throw error; });

class Calculator extends HTMLElement {
  static observedAttributes = [...FACTS, "mode", "lang", "heading-level"];
  #root = this.attachShadow({ mode: "open" });
  #mounted; // the calculator, once it is there
  #facts; // facts that a script has set, or those of the answer while the element is moved, as JSON
  #shown; // what the questions said before anybody touched them
  #plan = null;
  #touched = false;

  connectedCallback() {
    if (this.#root.firstChild) return;
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.innerHTML = trusted?.createHTML(this.#markup()) ?? this.#markup();
    this.#fill(this.#root.querySelector("form").elements);
    for (const kind of ["focusin", "click", "input"]) this.#app.addEventListener(kind, () => this.#ask());
    // Books turn pages at arrows and search at letters; here they are typed.
    for (const kind of ["keydown", "keypress", "keyup"]) this.#app.addEventListener(kind, event => {
      if (event.key?.startsWith("Arrow") || event.key?.length === 1 || event.key === "Enter") event.stopPropagation();
    });
    // Set before this element was defined: the property would hide the accessor.
    if (Object.hasOwn(this, "facts")) {
      const { facts } = this;
      delete this.facts;
      this.facts = facts;
    } else if (this.#touched) this.#ask();
  }

  disconnectedCallback() {
    if (this.#plan) this.#facts = JSON.stringify(this.#plan.facts);
    this.#mounted?.end();
    this.#mounted = undefined;
    this.#root.replaceChildren();
  }

  attributeChangedCallback(name, old, now) {
    if (old === now) return;
    if (FACTS.includes(name)) this.#facts = undefined;
    if (this.isConnected && this.#root.firstChild && (name !== "lang" || this.#touched)) this.#ask(true);
  }

  /** The facts of the answer, as `certplan/facts/1`. */
  get facts() {
    return this.#plan?.facts ?? (this.#facts ? JSON.parse(this.#facts) : null);
  }

  set facts(facts) {
    this.#facts = facts == null ? undefined : JSON.stringify(facts);
    this.#touched = true;
    if (this.#root.firstChild) this.#ask(true);
  }

  /** The plan, as `certplan/plan/1`; null until somebody has asked. */
  get plan() {
    return this.#plan;
  }

  get #app() {
    return this.#root.firstElementChild;
  }

  #markup() {
    return `<div class="certplan" lang="en" dir="ltr">${FORM}</div><p class="certplan notice" part="notice" role="alert" hidden></p><slot></slot>`;
  }

  get #attributes() {
    return Object.fromEntries(FACTS.map(name => [name, this.getAttribute(name) ?? ""]));
  }

  /** Shows the attributes in the questions that are there before the calculator is. */
  #fill(fields) {
    const { shutdown, from, to, cluster, build, "since-update": updated } = this.#attributes;
    const clusters = cluster.split(/\s+/).filter(Boolean);
    const names = kind => clusters.filter(it => it.startsWith(`${kind}=`)).map(it => it.slice(kind.length + 1)).join(" ");
    const texts = { amount: shutdown, updated, build, targets: names("target"), balancers: names("load-balancer") };
    for (const name in texts) fields[name].value = texts[name];
    fields.how.value = from || to ? "between" : shutdown === "unknown" ? shutdown : shutdown ? "lasted" : "none";
    const ticks = { management: "management", target: "target", balancer: "load-balancer" };
    if (clusters.length) for (const name in ticks) fields[name].checked = clusters.some(it => it.split("=")[0] === ticks[name]);
    this.#shown = new Map([...fields].map(field => [field, said(field)]));
  }

  #asked(typed) {
    return JSON.stringify({
      attributes: this.#attributes, facts: this.#facts, typed,
      heading: Number.parseInt(this.getAttribute("heading-level")) || 0, mode: this.getAttribute("mode") ?? "",
    });
  }

  /** Loads the calculator, and asks it anew where a script has changed the question. */
  async #ask(anew) {
    this.#touched = true;
    if (this.#mounted) return anew && this.#mounted.ask(this.#asked());
    try {
      const { Mounted } = await load();
      if (this.isConnected && !this.#mounted) this.#mount(Mounted);
    } catch {
      this.#fail("The calculator could not be loaded, so nothing that is changed here changes the answer.");
    }
  }

  #mount(Mounted) {
    const focused = this.#root.activeElement, fields = [...this.#root.querySelector("form").elements];
    // What was not touched is said by the attributes.
    const changed = fields.filter(field => field.name && said(field) !== this.#shown.get(field) && !(field.type === "radio" && !field.checked));
    const typed = changed.map(field => [field.name, field.value, !!field.checked]);
    const { id, selectionStart, selectionEnd } = focused ?? {};
    this.#mounted = new Mounted(this.#app, this.#asked(typed.length ? typed : undefined), plan => this.#answered(JSON.parse(plan)));
    if (id) this.#focus(id, selectionStart, selectionEnd);
  }

  /** Gives the focus back once the fields are there again: still within this task of the browser, so that no key is lost. */
  async #focus(id, start, end) {
    for (let turn = 0; turn < 100 && !this.#root.getElementById(id); turn++) await null;
    const field = this.#root.getElementById(id);
    field?.focus();
    if (start != null) field?.setSelectionRange?.(start, end);
  }

  #answered(plan) {
    this.#plan = plan;
    this.#root.querySelector("slot").hidden = true;
    this.#root.querySelector(".notice[role=alert]").hidden = true;
    this.dispatchEvent(new CustomEvent("certplan:plan", { bubbles: true, composed: true, detail: plan }));
  }

  #fail(text) {
    const notice = this.#root.querySelector(".notice[role=alert]");
    notice.textContent = text;
    notice.hidden = false;
  }
}

if (!customElements.get("certplan-calculator")) customElements.define("certplan-calculator", Calculator);
