/** What each form of the dossier sends, exactly, and how it is operated by keys. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { toasts } from "../../src/state/toasts.svelte";
import { unsaved } from "../../src/state/unsaved.svelte";
import { wishes } from "../../src/state/wishes.svelte";
import { because, field, fill, fromMenu, pick, settled, stage, user } from "./stage";

const form = (): HTMLElement | null => document.querySelector("[data-dossier-form]");
const source = (): HTMLElement => screen.getByRole("combobox", { name: /^Source/ });

describe("Add source", () => {
  test("links a source of the desk in one command, by keys alone", async () => {
    const { given, empty, desk } = await stage({ claim: "empty" });
    await user.keyboard("s");
    await settled(() => expect(document.activeElement).toBe(source()));
    await pick(source(), "press rel", /OPCW press release/);
    await user.keyboard("{Alt>}2{/Alt}");
    await fill("What it shows", "Says nothing of questions.");
    await fill("Quote", "No questions were taken.");
    await fill("Where", "p. 2");
    await user.click(screen.getByRole("radio", { name: "Strong" }));
    await user.click(screen.getByRole("radio", { name: "Second-hand" }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(form()).toBeNull());
    const release = [...desk.ledger.tables.source.values()].find((one) =>
      one.csl.title.includes("press release"),
    );
    expect(given).toEqual([
      [
        {
          do: "link_evidence",
          claim: empty,
          source: release?.id,
          with: {
            stance: "contradicts",
            strength: "strong",
            directness: "secondary",
            excerpts: [{ quote: "No questions were taken.", locator: "p. 2", translation: "" }],
            shows: "Says nothing of questions.",
          },
        },
        null,
      ],
    ]);
  });

  test("takes in a new source in the same step", async () => {
    const { given, empty } = await stage({ claim: "empty" });
    await user.keyboard("s");
    await settled(source);
    await user.click(screen.getByRole("button", { name: /New source/ }));
    await settled(() => expect(document.activeElement).toBe(field("Title")));
    await fill("Title", "Notes of the briefing");
    await fill("Symbol", "N/7");
    await fill("Originator", "Ministry");
    await fill("Address", "https://example.org/n7");
    await fill("Published", "July 2017");
    await user.click(screen.getByRole("button", { name: "More about the source" }));
    await fill("Authors", "Durand, Chloé\nMinistry of Foreign Affairs");
    await user.click(screen.getByRole("button", { name: /Link the source/ }));
    await settled(() => expect(form()).toBeNull());
    expect(given).toHaveLength(1);
    const [command] = given[0] ?? [];
    expect(command).toMatchObject({
      do: "link_evidence",
      claim: empty,
      new_source: {
        kind: "report",
        symbol: "N/7",
        originator: "Ministry",
        published: "2017-07",
        csl: {
          type: "report",
          title: "Notes of the briefing",
          URL: "https://example.org/n7",
          issued: { date: "2017-07", literal: "" },
          author: [
            { family: "Durand", given: "Chloé", literal: "" },
            { family: "", given: "", literal: "Ministry of Foreign Affairs" },
          ],
        },
      },
      with: { stance: "supports", strength: "moderate", directness: "primary", excerpts: [], shows: "" },
    });
    expect(command).not.toHaveProperty("source");
  });

  test("sends nothing without a source, and goes to what is missing", async () => {
    const { given } = await stage({ claim: "empty" });
    await user.keyboard("s");
    await settled(source);
    await user.click(field("What it shows"));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(document.activeElement).toBe(source()));
    expect(screen.getByText(/Choose a source, or add a new one/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /New source/ }));
    await fill("Address", "example.org");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText(/begins with https/)).toBeTruthy();
    expect(given).toEqual([]);
  });

  test("Escape closes it, keeps what was written, says so, and gives the focus back", async () => {
    const { given } = await stage({ claim: "empty" });
    const opener = screen.getByRole("button", { name: /Add source/ });
    await user.click(opener);
    await settled(source);
    await fill("What it shows", "half a thought");
    await user.keyboard("{Escape}");
    await settled(() => expect(form()).toBeNull());
    expect(document.activeElement).toBe(opener);
    expect(toasts.list.at(-1)?.text).toBe("Kept as an unsaved draft.");
    expect(screen.getByText("unsaved draft")).toBeTruthy();
    await user.keyboard("s");
    await settled(() => expect((field("What it shows") as HTMLTextAreaElement).value).toBe("half a thought"));
    expect(screen.queryByText("unsaved draft")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Discard the draft" }));
    await settled(() => expect(form()).toBeNull());
    expect(unsaved.has("claim/")).toBe(false);
    expect(given).toEqual([]);
  });

  test("an edit sets only what was changed", async () => {
    const { given, desk, sarin } = await stage();
    await fromMenu(/Actions on the evidence from Report of/, "Edit the evidence");
    await settled(() => field("What it shows"));
    await fill("What it shows", "Exposure, and deaths.");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(form()).toBeNull());
    const evidence = [...desk.ledger.tables.evidence.values()].find(
      (one) => one.claim === sarin && one.shows === "Exposure, and deaths.",
    );
    expect(given).toEqual([
      [{ do: "edit_evidence", evidence: evidence?.id, set: { shows: "Exposure, and deaths." } }, null],
    ]);
  });
});

describe("Add rebuttal", () => {
  test("records who disputes the claim, when, where and on what grounds", async () => {
    const { given, empty } = await stage({ claim: "empty" });
    await user.keyboard("r");
    await settled(() => expect(document.activeElement).toBe(field(/Who disputes it/)));
    await fill(/Who disputes it/, "Marie Roux");
    await fill("Role", "Spokeswoman");
    await fill("Body", "Ministry");
    await fill(/What it says/, "He took two questions.");
    await user.click(screen.getByRole("button", { name: "Denies the fact" }));
    await user.click(screen.getByRole("button", { name: "Asks for context" }));
    await fill("When", "7 Jul 2017");
    await fill("Where", "Paris");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(form()).toBeNull());
    expect(given).toEqual([
      [
        {
          do: "add_rebuttal",
          target: { claim: empty },
          statement: "He took two questions.",
          with: {
            by: { name: "Marie Roux", role: "Spokeswoman", body: "Ministry" },
            uttered: "2017-07-07",
            place: "Paris",
            grounds: ["fact", "context"],
          },
        },
        null,
      ],
    ]);
  });

  test("disputes a piece of evidence, with sources of the desk and new ones in one step", async () => {
    const { given, desk, sarin } = await stage();
    await fromMenu(/Actions on the evidence from Report of/, "Rebut this evidence");
    await settled(() => field(/What it says/));
    await fill(/What it says/, "Not on the spot.");
    await user.click(screen.getByRole("button", { name: /In its own words/ }));
    await user.click(screen.getByRole("button", { name: /Add a source for it/ }));
    await pick(source(), "Comment", /Comment of the Russian/);
    await user.click(screen.getByRole("button", { name: /Add a source for it/ }));
    await user.click(screen.getByRole("button", { name: /New source/ }));
    await settled(() => field("Title"));
    await fill("Title", "Second comment");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(form()).toBeNull());
    const tables = desk.ledger.tables;
    const report = [...tables.evidence.values()].find((one) => one.claim === sarin);
    const comment = [...tables.source.values()].find((one) => one.csl.title.startsWith("Comment of"));
    const [command] = given[0] ?? [];
    expect(command).toMatchObject({ do: "together", title: "Linked a rebuttal" });
    if (command?.do !== "together") throw new Error("not together");
    const [add, rebut] = command.commands;
    expect(add).toMatchObject({ do: "add_source", with: { csl: { title: "Second comment" } } });
    const fresh = add?.do === "add_source" ? add.id : undefined;
    expect(fresh).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    expect(rebut).toEqual({
      do: "add_rebuttal",
      target: { evidence: report?.id },
      statement: "Not on the spot.",
      with: {
        evidence: [
          { source: comment?.id, stance: "supports", locator: "", quote: "" },
          { source: fresh, stance: "supports", locator: "", quote: "" },
        ],
      },
    });
  });

  test("answers a rebuttal, and asks for its words", async () => {
    const { given, desk } = await stage();
    await fromMenu(/Actions on the rebuttal by Sergei Lavrov/, "Answer");
    await settled(() => field(/What it says/));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(document.activeElement).toBe(field(/What it says/)));
    expect(given).toEqual([]);
    await fill(/What it says/, "Two laboratories are named.");
    await user.click(screen.getByRole("button", { name: /Add the answer/ }));
    await settled(() => expect(form()).toBeNull());
    const lavrov = [...desk.ledger.tables.rebuttal.values()].find((one) => one.by.name === "Sergei Lavrov");
    expect(given).toEqual([
      [
        {
          do: "add_rebuttal",
          target: { rebuttal: lavrov?.id },
          statement: "Two laboratories are named.",
          with: {},
        },
        null,
      ],
    ]);
  });

  test("an edit sets only what was changed; a status takes one click", async () => {
    const { given, desk } = await stage();
    const lavrov = [...desk.ledger.tables.rebuttal.values()].find((one) => one.by.name === "Sergei Lavrov");
    await fromMenu(/Actions on the rebuttal by Sergei/, "Edit the rebuttal");
    await settled(() => field("Where"));
    await fill("Where", "Moscow");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(form()).toBeNull());
    screen.getByRole("button", { name: /Actions on the rebuttal by Sergei/ }).focus();
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("menuitemcheckbox", { name: "Maintained", hidden: true }));
    await settled(() => expect(given).toHaveLength(2));
    expect(given).toEqual([
      [{ do: "edit_rebuttal", rebuttal: lavrov?.id, set: { place: "Moscow" } }, null],
      [{ do: "set_rebuttal_status", rebuttal: lavrov?.id, status: "maintained" }, null],
    ]);
  });
});

test("Weighing wants how far it holds, and why", async () => {
  const { given, desk } = await stage();
  const lavrov = [...desk.ledger.tables.rebuttal.values()].find((one) => one.by.name === "Sergei Lavrov");
  await fromMenu(/Actions on the rebuttal by Sergei/, "Weigh");
  await settled(() => field(/Why/));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Say how far it holds.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole("radio", { name: /^Holds$/ }));
  await user.keyboard("2");
  await fill(/Why/, "True of the chain, not of the finding.");
  await user.click(screen.getByRole("radio", { name: "Lowers the confidence" }));
  await user.keyboard("{Control>}{Enter}{/Control}");
  await settled(() => expect(form()).toBeNull());
  expect(given).toEqual([
    [
      {
        do: "weigh_rebuttal",
        rebuttal: lavrov?.id,
        weighing: { weight: "holds_in_part", reason: "True of the chain, not of the finding." },
        effect: "lowers_confidence",
      },
      null,
    ],
  ]);
});

describe("Verdict", () => {
  test("is given by a digit and a reason, on the case's own scale", async () => {
    const { given, desk, empty } = await stage({ claim: "empty" });
    await user.keyboard("v");
    await settled(() => expect(document.activeElement?.getAttribute("type")).toBe("radio"));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText("Choose a value of the scale.")).toBeTruthy();
    expect(given).toEqual([]);
    await user.keyboard("4");
    await fill("Finding", "He took two.");
    await fill(/^Reasoning/, "The recording shows two questions.");
    await user.click(screen.getByRole("radio", { name: "high" }));
    await user.click(screen.getByRole("button", { name: /Limits, context/ }));
    await fill("Should read", "The minister took two questions.");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(form()).toBeNull());
    const scale = [...desk.ledger.tables.scale.values()].find((one) => one.template === "four_way");
    expect(given).toEqual([
      [
        {
          do: "give_verdict",
          claim: empty,
          scale: scale?.id,
          value: scale?.values[3]?.id,
          with: {
            finding: "He took two.",
            reasoning: "The recording shows two questions.",
            confidence: "high",
            limits: "",
            context: "",
            change_asked: { old: "", new: "The minister took two questions.", note: "" },
          },
        },
        "The recording shows two questions.",
      ],
    ]);
    await settled(() => expect(screen.getAllByText("Refuted").length).toBeGreaterThan(1));
  });

  test("is shown with who gave it, changed from where it stands, and withdrawn with a reason", async () => {
    const { given, sarin } = await stage();
    expect(screen.getByText(/Given by First editor/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /^Change/ }));
    await settled(() =>
      expect(field(/^Reasoning/)).toHaveProperty(
        "value",
        "The report says so, and repeats it in its press release.",
      ),
    );
    expect(screen.getByRole("radio", { name: /^Supported/ })).toHaveProperty("checked", true);
    await user.keyboard("{Escape}");
    await user.click(await screen.findByRole("button", { name: "Withdraw" }));
    await because("A second report came.");
    await settled(() =>
      expect(given).toEqual([[{ do: "withdraw_verdict", claim: sarin }, "A second report came."]]),
    );
    // Untouched, it leaves no draft behind.
    expect(unsaved.has("claim/")).toBe(false);
  });
});

test("a form that was open when the window closed is found again", async () => {
  const { empty } = await stage({ claim: "empty" });
  await user.keyboard("r");
  await settled(() => field(/What it says/));
  await fill(/What it says/, "кое-что");
  unsaved.flush();
  const kept = unsaved.text(`claim/${empty}/form/rebuttal/${empty}`);
  expect(kept).toContain("кое-что");
});

test("the fields of a form stay inside it", async () => {
  await stage({ claim: "empty" });
  await user.keyboard("r");
  const open = await settled(() => screen.getByRole("form", { name: "Add a rebuttal" }));
  expect(within(open).getAllByRole("textbox").length).toBeGreaterThan(4);
});

describe("opened from outside", () => {
  test.each([
    ["source", "Add a source to this claim"],
    ["rebuttal", "Add a rebuttal"],
    ["verdict", "Give a verdict"],
  ] as const)("with the %s at once", async (focus, name) => {
    await stage({ claim: "empty", focus });
    await settled(() => screen.getByRole("form", { name }));
  });

  test("with the statement in its field", async () => {
    await stage({ focus: "statement" });
    await settled(() =>
      expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Statement" })),
    );
  });

  test("with words that were selected, which join a draft that waits", async () => {
    await stage({ claim: "empty" });
    wishes.ask("add_evidence", "first words");
    await settled(() => expect(field("Quote")).toHaveProperty("value", "first words"));
    await fill("What it shows", "something");
    await user.keyboard("{Escape}");
    await settled(() => expect(form()).toBeNull());
    wishes.ask("add_evidence", "second words");
    await settled(() => expect(field("Quote 2")).toHaveProperty("value", "second words"));
    expect(field("Quote 1")).toHaveProperty("value", "first words");
    expect(field("What it shows")).toHaveProperty("value", "something");
  });
});
