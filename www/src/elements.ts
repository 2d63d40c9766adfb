/** The custom elements `<py-script>` and `<mpy-script>`. The core runs them; this is their API. */

/** Defines `<TYPE-script>`; `nextId` gives the id of an element that has none when it is asked. */
export function defineElement(name: string, nextId: () => string): void {
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      /** The code that ran; empty before. */
      srcCode = "";
      /** Whether the element has been in a document. */
      executed = false;

      override get id(): string {
        return super.id || (super.id = nextId());
      }
      override set id(value: string) {
        super.id = value;
      }
      connectedCallback(): void {
        this.executed = true;
      }
    },
  );
}
