/** What jsdom lacks and the parts need. Nothing here pretends to measure: sizes are for the real browser. */
import { afterEach, vi } from "vitest";
import { cleanup } from "@testing-library/svelte";

if (typeof window !== "undefined") {
  class Unmeasured {
    observe(): void {
      // jsdom lays nothing out, so there is never anything to report.
    }
    unobserve(): void {
      this.observe();
    }
    disconnect(): void {
      this.observe();
    }
  }
  vi.stubGlobal("ResizeObserver", Unmeasured);
  vi.stubGlobal("IntersectionObserver", Unmeasured);
  Element.prototype.scrollIntoView ??= () => undefined;
  Element.prototype.scrollTo ??= () => undefined;
  Element.prototype.hasPointerCapture ??= () => false;
  Element.prototype.setPointerCapture ??= () => undefined;
  Element.prototype.releasePointerCapture ??= () => undefined;
  afterEach(cleanup);
}
