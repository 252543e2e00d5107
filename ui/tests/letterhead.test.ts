// @vitest-environment node
/** The letterhead in a real browser, on a pretended desk: named, given a logo, refused, taken away, and only then saved. */
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DeskWindow, hasBrowser } from "./desk/window";

/** What the file dialog of the pretended desk gives, by name. */
const file = (name: string, size = 4_812): { token: string; name: string; size: number } => ({
  token: name,
  name,
  size,
});

describe.skipIf(!hasBrowser)("the letterhead in chromium", { timeout: 60_000 }, () => {
  const shown = new DeskWindow();
  let page: Page;

  beforeAll(() => shown.start(), 180_000);
  afterAll(() => shown.stop());
  afterEach(() => shown.close());

  const press = (...keys: string[]): Promise<void> => shown.press(...keys);
  const dialog = (): Locator => shown.dialog("Letterhead");
  const name = (): Locator => dialog().getByRole("textbox", { name: "Name of the desk" });
  const button = (label: string): Locator => dialog().getByRole("button", { name: label });
  const head = (): Locator => dialog().getByRole("figure", { name: "How a report begins" });
  const logo = (): Locator => dialog().getByRole("img", { name: "Logo" });

  async function open(query = "desk=sample"): Promise<void> {
    await shown.open(query);
    page = shown.page;
  }
  async function openDialog(): Promise<void> {
    await press("Control+k");
    await page.getByRole("combobox", { name: "Commands and search" }).fill("letterhead");
    await page.getByRole("option", { name: /^Letterhead/u }).waitFor();
    await press("Enter");
    await dialog().waitFor();
    await expect.poll(() => page.getByRole("dialog").count()).toBe(1);
  }
  const kept = () =>
    page.evaluate(() => {
      const [one] = [...globalThis.desk.ledger.tables.letterhead.values()];
      return one === undefined ? null : { name: one.name, logo: one.logo?.png.name ?? null };
    });
  /** Says what the file dialog gives next. */
  const next = (given: ReturnType<typeof file> | null): Promise<void> =>
    page.evaluate((one) => void (globalThis.desk.logos.next = one), given);
  const drop = (...files: ReturnType<typeof file>[]): Promise<void> =>
    page.evaluate((all) => globalThis.desk.drop({ stage: "drop", files: all }), files);
  /** The picture that stands in the frame, once it is drawn. */
  const picture = (): Promise<string> =>
    logo().evaluate((one) => {
      const { naturalWidth, src } = one as HTMLImageElement;
      return naturalWidth > 0 ? (src.split("/").at(-1) ?? "") : "nothing";
    });
  async function choose(given: ReturnType<typeof file> | null): Promise<void> {
    await next(given);
    await button("Choose a picture…").click();
  }
  /** Holds back what is drawn: the nth answer comes when it is let go. */
  async function holdDrawing(): Promise<(nth: number) => Promise<void>> {
    await page.evaluate(() => {
      const { desk } = globalThis;
      const draw = desk.drawLogo.bind(desk);
      const held: (() => void)[] = [];
      desk.drawLogo = async (token) => {
        await new Promise<void>((go) => held.push(go));
        return draw(token);
      };
      addEventListener("let-go", (event) => held[(event as CustomEvent<number>).detail]?.());
    });
    return async (nth) => {
      await page.evaluate((at) => dispatchEvent(new CustomEvent("let-go", { detail: at })), nth);
      // An answer that is dropped leaves nothing to wait for.
      await page.waitForTimeout(150);
    };
  }

  test.each(["desk=sample", "desk=sample&dir=rtl", "desk=sample&theme=dark"])(
    "%s breaks no rule, with and without a logo",
    async (query) => {
      await open(query);
      await openDialog();
      expect(await shown.violations()).toEqual([]);
      await choose(file("sign.png"));
      await expect.poll(picture).toBe("sign.png");
      expect(await shown.violations()).toEqual([]);
    },
  );

  test("the menu of the desk opens it, and Escape closes it with nothing kept", async () => {
    await open();
    const before = await shown.entries();
    await page.locator("button.case").click();
    await page.getByRole("menuitem", { name: "Letterhead…" }).click();
    await dialog().waitFor();
    await expect.poll(() => name().evaluate((one) => one === document.activeElement)).toBe(true);
    await choose(file("sign.png"));
    await expect.poll(picture).toBe("sign.png");
    await press("Escape");
    await expect.poll(() => dialog().count()).toBe(0);
    expect(await shown.entries()).toBe(before);
    await openDialog();
    await dialog().getByText("No logo").waitFor();
  });

  test("the palette opens it over the board, which stays", async () => {
    await open();
    await press("w");
    const board = page.getByRole("listbox", { name: "Claims of the board" });
    await board.waitFor();
    await openDialog();
    await press("Escape");
    await expect.poll(() => dialog().count()).toBe(0);
    expect(await board.count()).toBe(1);
  });

  test("a name is given by keys, shown as a report has it, and kept as one step that Undo takes back", async () => {
    await open();
    await openDialog();
    const before = await shown.entries();
    expect(await name().getAttribute("placeholder")).toBe("syria");
    expect(await head().innerText()).toMatch(/Desk\s+syria/u);
    await page.keyboard.type("  Checking desk ");
    await expect.poll(() => head().innerText()).toMatch(/Desk\s+Checking desk/u);
    expect(await shown.entries()).toBe(before);
    await press("Enter");
    await expect.poll(() => dialog().count()).toBe(0);
    expect(await shown.entries()).toBe(before + 1);
    expect(await kept()).toEqual({ name: "Checking desk", logo: null });
    await shown.toast("Set the letterhead").waitFor();
    await openDialog();
    await expect.poll(() => name().inputValue()).toBe("Checking desk");
    await press("Escape");
    await expect.poll(() => dialog().count()).toBe(0);
    await press("Control+z");
    await expect.poll(kept).toBeNull();
    await press("Control+Shift+z");
    await expect.poll(kept).toEqual({ name: "Checking desk", logo: null });
  });

  test("the history says what was done to the letterhead, and finds it", async () => {
    await open();
    await page.evaluate(async () => {
      const { desk } = globalThis;
      desk.logos.know([{ token: "one", name: "sign.png", size: 4_812 }]);
      await desk.setLetterhead("Checking desk", { kind: "keep" });
      await desk.setLetterhead("Second desk", { kind: "file", token: "one" });
    });
    await press("h");
    await page.getByRole("button", { name: "Filters" }).click();
    const pick = async (field: RegExp, option: string): Promise<void> => {
      await page.getByRole("combobox", { name: field }).click();
      await page.getByRole("option", { name: option, exact: true }).click();
    };
    await pick(/^Where/u, "The whole desk");
    await pick(/^Which entries/u, "Cases, people, scales");
    await pick(/^What was changed/u, "Letterhead");
    const entries = page.getByRole("feed").getByRole("article");
    await expect.poll(() => entries.count()).toBe(2);
    const newest = entries.first();
    await newest.getByText("Set the letterhead").waitFor();
    await newest.getByText("Letterhead changed:").waitFor();
    expect(await newest.locator("dt").allInnerTexts()).toEqual(["Name", "Logo"]);
    await entries.nth(1).getByText("Letterhead added:").waitFor();
  });

  test("Escape takes a typed name back first, and closes then", async () => {
    await open();
    await openDialog();
    await page.keyboard.type("Checking desk");
    await press("Escape");
    await expect.poll(() => name().inputValue()).toBe("");
    expect(await head().innerText()).toMatch(/Desk\s+syria/u);
    await press("Escape");
    await expect.poll(() => dialog().count()).toBe(0);
    expect(await kept()).toBeNull();
  });

  test("a picture is chosen by keys, shown before it is kept, and stays where the name is changed later", async () => {
    await open();
    await openDialog();
    const before = await shown.entries();
    await press("Tab", "Enter");
    await expect.poll(picture).toBe("sign.png");
    expect(await head().getByRole("img").getAttribute("alt")).toBe("syria");
    expect(await shown.entries()).toBe(before);
    await button("Save").focus();
    await press("Enter");
    await expect.poll(() => dialog().count()).toBe(0);
    expect(await shown.entries()).toBe(before + 1);
    expect(await kept()).toEqual({ name: "", logo: "sign.png" });
    await openDialog();
    await expect.poll(picture).toBe("sign.png");
    await name().fill("Checking desk");
    await press("Enter");
    await expect.poll(kept).toEqual({ name: "Checking desk", logo: "sign.png" });
  });

  test("the file dialog that is broken off changes nothing", async () => {
    await open();
    await openDialog();
    await choose(file("sign.png"));
    await expect.poll(picture).toBe("sign.png");
    await choose(null);
    await page.waitForTimeout(150);
    expect(await picture()).toBe("sign.png");
    expect(await dialog().locator(".fault p").count()).toBe(0);
  });

  test.each([
    [file("sign.svg"), /not a PNG, JPEG, WebP or GIF/u],
    [file("sign.png", 40), /damaged/u],
    [file("sign.png", 70_000_000), /at most 67108864 are read/u],
  ])("what cannot be drawn is refused in the dialog, and nothing is lost (%o)", async (given, why) => {
    await open();
    await openDialog();
    await name().fill("Checking desk");
    await choose(file("other.png"));
    await expect.poll(picture).toBe("other.png");
    await choose(given);
    await dialog().getByText(why).waitFor();
    expect(await picture()).toBe("other.png");
    expect(await name().inputValue()).toBe("Checking desk");
    expect(await shown.violations()).toEqual([]);
    await choose(file("sign.png"));
    await expect.poll(picture).toBe("sign.png");
    expect(await dialog().getByText(why).count()).toBe(0);
  });

  test("what is refused while it is saved is said in the dialog, and nothing is lost", async () => {
    await open();
    await openDialog();
    const before = await shown.entries();
    await choose(file("sign.png"));
    await expect.poll(picture).toBe("sign.png");
    await name().fill("N".repeat(100_001));
    await press("Enter");
    await dialog()
      .getByText(/too long: 100001 characters/u)
      .waitFor();
    expect(await picture()).toBe("sign.png");
    expect((await name().inputValue()).length).toBe(100_001);
    await name().fill("Checking desk");
    // Meanwhile the file is not what it was.
    await page.evaluate(() => void globalThis.desk.logos.files.clear());
    await press("Enter");
    await dialog()
      .getByText(/choose it again/u)
      .waitFor();
    expect(await shown.entries()).toBe(before);
    await choose(file("other.png"));
    await expect.poll(picture).toBe("other.png");
    await name().focus();
    await press("Enter");
    await expect.poll(kept).toEqual({ name: "Checking desk", logo: "other.png" });
    expect(await shown.entries()).toBe(before + 1);
  });

  test("a refusal that comes after the dialog was closed is told all the same", async () => {
    await open("desk=sample&delay=300");
    await openDialog();
    await name().fill("N".repeat(100_001));
    await press("Enter");
    await button("Cancel").click();
    await expect.poll(() => dialog().count()).toBe(0);
    await page
      .getByText(/too long: 100001 characters/u)
      .first()
      .waitFor();
    expect(await kept()).toBeNull();
  });

  test("a drawing that comes late does not replace what was chosen after it", async () => {
    await open();
    await openDialog();
    const letGo = await holdDrawing();
    await choose(file("sign.png"));
    await dialog().getByText("Drawing it").waitFor();
    await drop(file("other.png"));
    await letGo(1);
    await expect.poll(picture).toBe("other.png");
    await letGo(0);
    expect(await picture()).toBe("other.png");
    await choose(file("sign.png"));
    await dialog().getByText("Drawing it").waitFor();
    await button("Remove the picture").click();
    await letGo(2);
    await dialog().getByText("No logo").waitFor();
    expect(await logo().count()).toBe(0);
    await choose(file("sign.png"));
    await press("Escape");
    await openDialog();
    await letGo(3);
    await dialog().getByText("No logo").waitFor();
  });

  test("nothing is saved while a picture is still being drawn", async () => {
    await open();
    await openDialog();
    const before = await shown.entries();
    const letGo = await holdDrawing();
    await name().fill("Checking desk");
    await choose(file("sign.png"));
    await dialog().getByText("Drawing it").waitFor();
    expect(await button("Save").getAttribute("aria-busy")).toBe("true");
    await name().focus();
    await press("Enter");
    await page.waitForTimeout(150);
    expect(await shown.entries()).toBe(before);
    await letGo(0);
    await expect.poll(picture).toBe("sign.png");
    await name().focus();
    await press("Enter");
    await expect.poll(kept).toEqual({ name: "Checking desk", logo: "sign.png" });
    expect(await shown.entries()).toBe(before + 1);
  });

  test("the logo is taken away by keys and the focus is kept; what says nothing is no letterhead", async () => {
    await open();
    await openDialog();
    expect(await button("Remove the picture").isDisabled()).toBe(true);
    await choose(file("sign.png"));
    await expect.poll(picture).toBe("sign.png");
    await name().fill("Checking desk");
    await press("Enter");
    await expect.poll(kept).toEqual({ name: "Checking desk", logo: "sign.png" });
    const before = await shown.entries();
    await openDialog();
    await expect.poll(picture).toBe("sign.png");
    await press("Tab", "Tab", "Enter");
    await dialog().getByText("No logo").waitFor();
    expect(await button("Choose a picture…").evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await head().getByRole("img").count()).toBe(0);
    expect(await shown.entries()).toBe(before);
    await press("Shift+Tab", "Enter");
    await expect.poll(kept).toEqual({ name: "Checking desk", logo: null });
    expect(await shown.entries()).toBe(before + 1);
    await openDialog();
    await name().fill("");
    await press("Enter");
    await expect.poll(kept).toBeNull();
    expect(await shown.entries()).toBe(before + 2);
  });

  test("Save makes no step where nothing has changed", async () => {
    await open();
    await openDialog();
    const before = await shown.entries();
    await choose(file("sign.png"));
    await expect.poll(picture).toBe("sign.png");
    await button("Remove the picture").click();
    await button("Save").click();
    await expect.poll(() => dialog().count()).toBe(0);
    expect(await shown.entries()).toBe(before);
  });

  test("a name that somebody else gave meanwhile is not overwritten by a new logo", async () => {
    await open();
    await openDialog();
    await page.evaluate(() => globalThis.desk.setLetterhead("Checking desk", { kind: "keep" }));
    await expect.poll(() => name().inputValue()).toBe("Checking desk");
    await choose(file("sign.png"));
    await expect.poll(picture).toBe("sign.png");
    await button("Save").click();
    await expect.poll(kept).toEqual({ name: "Checking desk", logo: "sign.png" });
  });

  test("a file that is dropped is the picture while the dialog is there, and a text otherwise", async () => {
    await open();
    await openDialog();
    await page.evaluate(() => globalThis.desk.drop({ stage: "over", files: 1 }));
    await dialog().getByText("Let go to use this picture").waitFor();
    expect(await page.getByText(/Let go to bring in/u).count()).toBe(0);
    await drop(file("sign.png"));
    await expect.poll(picture).toBe("sign.png");
    await drop(file("sign.png"), file("other.png"));
    await dialog()
      .getByText(/drop one picture/u)
      .waitFor();
    expect(await picture()).toBe("sign.png");
    expect(await page.getByRole("dialog").count()).toBe(1);
    await press("Escape");
    await drop(file("sign.png"));
    await shown.dialog(/Bring in/u).waitFor();
  });

  test("on a desk for reading it is shown, and says why it cannot be changed", async () => {
    await open("desk=sample&readonly");
    await openDialog();
    await dialog()
      .getByText(/Another program has this desk open/u)
      .waitFor();
    expect(await name().isDisabled()).toBe(true);
    expect(await button("Choose a picture…").isDisabled()).toBe(true);
    expect(await button("Save").count()).toBe(0);
    expect(await shown.violations()).toEqual([]);
    await drop(file("sign.png"));
    await page.waitForTimeout(150);
    await dialog().getByText("No logo").waitFor();
    await press("Enter");
    await expect.poll(() => dialog().count()).toBe(0);
  });

  test("the past shows the letterhead of then, and changes nothing", async () => {
    await open();
    await page.evaluate(async () => {
      const { desk } = globalThis;
      desk.logos.know([{ token: "one", name: "sign.png", size: 4_812 }]);
      desk.logos.know([{ token: "two", name: "other.png", size: 4_812 }]);
      await desk.setLetterhead("Checking desk", { kind: "file", token: "one" });
      await desk.setLetterhead("Second desk", { kind: "file", token: "two" });
    });
    await press("Alt+,");
    await page.getByText(/^The desk as of/u).waitFor();
    await openDialog();
    await dialog()
      .getByText(/This is the past/u)
      .waitFor();
    await expect.poll(picture).toBe("sign.png");
    expect(await name().inputValue()).toBe("Checking desk");
    expect(await name().isDisabled()).toBe(true);
    expect(await button("Save").count()).toBe(0);
    await press("Escape");
    await expect.poll(() => dialog().count()).toBe(0);
    await press("Alt+,");
    await openDialog();
    await dialog().getByText("No logo").waitFor();
    expect(await name().inputValue()).toBe("");
  });
});
