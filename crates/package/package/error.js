/** Why there is no answer. */
export class CertplanError extends Error {
  /**
   * @param {string} kind what is wrong: 'facts', 'options', 'input', or 'module' where the WebAssembly itself failed
   * @param {{question: string, value: unknown, message: string}[]} facts every wrong value
   * @param {string} [message] what is said where no value is wrong
   * @param {ErrorOptions} [options] the cause
   */
  constructor(kind, facts, message, options) {
    super(message ?? facts.map(({ question, message }) => `${question}: ${message}`).join('; '), options);
    this.name = 'CertplanError';
    this.kind = kind;
    this.facts = facts;
  }
}
