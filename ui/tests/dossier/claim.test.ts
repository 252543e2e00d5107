/** What the dossier shows of a claim, and how each field of it is kept. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { unsaved } from "../../src/state/unsaved.svelte";
import { because, fill, fromMenu, pick, settled, stage, user } from "./stage";

const openDetails = async (): Promise<void> => {
  const button = screen.getByRole("button", { name: "Details" });
  if (button.getAttribute("aria-expanded") === "false") await user.click(button);
};

describe("the statement", () => {
  test("is reworded in place by keys", async () => {
    const { given, sarin } = await stage();
    screen.getByRole("button", { name: /^OPCW investigators/ }).focus();
    await user.keyboard("{Enter}");
    const box = await settled(() => screen.getByRole("textbox", { name: "Statement" }));
    expect(document.activeElement).toBe(box);
    await fill("Statement", "The OPCW found sarin or a like substance.");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() =>
      expect(document.activeElement?.textContent).toBe("The OPCW found sarin or a like substance."),
    );
    expect(given).toEqual([
      [
        { do: "edit_claim", claim: sarin, set: { statement: "The OPCW found sarin or a like substance." } },
        null,
      ],
    ]);
    await settled(() => expect(unsaved.has("claim/")).toBe(false));
  });

  test("goes back on Escape, and an emptied one is not kept", async () => {
    const { given } = await stage();
    await user.click(screen.getByRole("button", { name: /^OPCW investigators/ }));
    await settled(() => screen.getByRole("textbox", { name: "Statement" }));
    await fill("Statement", "Something else");
    await user.keyboard("{Escape}");
    await settled(() => screen.getByRole("button", { name: /^OPCW investigators/ }));
    await settled(() => expect(unsaved.has("claim/")).toBe(false));
    await user.click(screen.getByRole("button", { name: /^OPCW investigators/ }));
    await settled(() => screen.getByRole("textbox", { name: "Statement" }));
    await fill("Statement", " ");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => screen.getByRole("button", { name: /^OPCW investigators/ }));
    expect(given).toEqual([]);
  });

  test("words that were refused stay, as a draft that the next window finds", async () => {
    const { desk, sarin } = await stage();
    await user.click(screen.getByRole("button", { name: /^OPCW investigators/ }));
    await settled(() => screen.getByRole("textbox", { name: "Statement" }));
    await fill("Statement", "Refused words");
    desk.failNext({ kind: "conflict", message: "It has changed.", hint: "" });
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() =>
      expect(screen.getByRole("textbox", { name: "Statement" })).toHaveProperty("value", "Refused words"),
    );
    expect(unsaved.text(`claim/${sarin}/statement`)).toBe("Refused words");
  });
});

describe("details", () => {
  test("each text commits on its own, and only where it changed", async () => {
    const { given, sarin } = await stage();
    await openDetails();
    await fill("Place", "Geneva");
    await user.tab();
    await settled(() => expect(given).toHaveLength(1));
    await user.click(screen.getByRole("textbox", { name: "Place" }));
    await user.tab();
    await fill("Topics", "sarin, Syria،  OPCW, sarin");
    await user.keyboard("{Enter}");
    await settled(() => expect(given).toHaveLength(2));
    await fill("Claimant", "OPCW");
    await user.keyboard("{Enter}");
    await settled(() => expect(given).toHaveLength(3));
    const party = { role: "", body: "", ...{} };
    expect(given.map(([command]) => command)).toEqual([
      { do: "edit_claim", claim: sarin, set: { place: "Geneva" } },
      { do: "edit_claim", claim: sarin, set: { topics: ["sarin", "Syria", "OPCW"] } },
      {
        do: "edit_claim",
        claim: sarin,
        set: { claimant: expect.objectContaining({ name: "OPCW", role: party.role }) as unknown },
      },
    ]);
    await settled(() => expect(unsaved.has("claim/")).toBe(false));
  });

  test("a change from outside shows in a field that was edited here", async () => {
    const { desk } = await stage();
    await openDetails();
    await fill("Place", "Geneva");
    await user.keyboard("{Enter}");
    await settled(() =>
      expect(screen.getByRole("textbox", { name: "Place" })).toHaveProperty("value", "Geneva"),
    );
    await desk.undo();
    await settled(() =>
      expect(screen.getByRole("textbox", { name: "Place" })).toHaveProperty("value", "The Hague"),
    );
  });

  test("the short form counts code points, and more than 75 are not sent", async () => {
    const { given } = await stage();
    await openDetails();
    const box = screen.getByRole("textbox", { name: "Short form" });
    await user.click(box);
    await user.clear(box);
    await user.paste("😀".repeat(75));
    expect(screen.getByText(/75 of 75 characters/)).toBeTruthy();
    await user.paste("x");
    expect(screen.getByText(/76 characters: at most 75/)).toBeTruthy();
    await user.keyboard("{Enter}");
    expect(given).toEqual([]);
  });

  test("chips, choices and the date send their words", async () => {
    const { given, sarin, desk } = await stage();
    await openDetails();
    await user.click(
      within(screen.getByRole("group", { name: "Kinds" })).getByRole("button", { name: "Number" }),
    );
    await settled(() => expect(given).toHaveLength(1));
    await user.click(screen.getByRole("radio", { name: "Urgent" }));
    await settled(() => expect(given).toHaveLength(2));
    await fill("Date made", "June 2017");
    await user.keyboard("{Enter}");
    await settled(() => expect(given).toHaveLength(3));
    expect(given.map(([command]) => command)).toEqual([
      { do: "edit_claim", claim: sarin, set: { kinds: ["event_or_property", "numerical", "attribution"] } },
      { do: "edit_claim", claim: sarin, set: { priority: "urgent" } },
      { do: "edit_claim", claim: sarin, set: { made: "2017-06" } },
    ]);
    const second = [...desk.ledger.tables.editor.values()].find((one) => one.name === "Second editor");
    screen.getByRole("combobox", { name: /Checked by/ }).focus();
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("option", { name: /Second editor/, hidden: true }));
    await settled(() =>
      expect(given.at(-1)?.[0]).toEqual({ do: "edit_claim", claim: sarin, set: { assignee: second?.id } }),
    );
  });

  test("a question is added with its answer", async () => {
    const { given, sarin } = await stage();
    await openDetails();
    await user.click(screen.getByRole("button", { name: /Add a question/ }));
    await settled(() => expect(document.activeElement?.tagName).toBe("TEXTAREA"));
    await user.paste("Who took the samples?");
    await user.click(screen.getByRole("button", { name: /Add an answer/ }));
    await settled(() => expect(document.querySelectorAll("[data-answer]")).toHaveLength(1));
    await user.paste("The mission’s own team.");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await settled(() => expect(given).toHaveLength(1));
    const [command] = given[0] ?? [];
    if (command?.do !== "edit_claim") throw new Error("no edit");
    expect(command.claim).toBe(sarin);
    expect(command.set.questions?.at(-1)).toEqual({
      question: "Who took the samples?",
      strategy: "",
      answers: [{ answer: "The mission’s own team.", kind: "extractive", source: null, url: "", note: "" }],
    });
    expect(command.set.questions).toHaveLength(3);
  });

  test("a related claim is found by words", async () => {
    const { given, sarin, desk } = await stage();
    await openDetails();
    await pick(screen.getByRole("combobox", { name: "Says the same as" }), "mandate", /mandate was whether/);
    const mandate = [...desk.ledger.tables.claim.values()].find((one) => one.statement.includes("mandate"));
    await settled(() =>
      expect(given).toEqual([[{ do: "edit_claim", claim: sarin, set: { same_as: mandate?.id } }, null]]),
    );
  });
});

describe("acts", () => {
  test("work states that end the check ask why", async () => {
    const { given, empty } = await stage({ claim: "empty" });
    screen.getByRole("button", { name: /Set the work state/ }).focus();
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("menuitemcheckbox", { name: "Checking", hidden: true }));
    await settled(() => expect(given).toHaveLength(1));
    screen.getByRole("button", { name: /Set the work state/ }).focus();
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("menuitemcheckbox", { name: "Signed off", hidden: true })).toBeNull();
    await user.click(
      await screen.findByRole("menuitemcheckbox", { name: "Not to be checked", hidden: true }),
    );
    await because("An opinion.");
    await settled(() => expect(given).toHaveLength(2));
    expect(given).toEqual([
      [{ do: "set_work_state", claim: empty, state: "checking", reason: "" }, null],
      [
        { do: "set_work_state", claim: empty, state: "not_to_be_checked", reason: "An opinion." },
        "An opinion.",
      ],
    ]);
  });

  test("removing asks why, for the claim, its evidence, its places and its rebuttals", async () => {
    const { given, told, sarin } = await stage();
    await user.click(screen.getByRole("button", { name: "Remove this passage" }));
    await because("Another claim.");
    await settled(() =>
      expect(given.at(-1)).toEqual([
        { do: "remove_passage", passage: expect.any(String) as unknown },
        "Another claim.",
      ]),
    );
    await fromMenu(/Actions on the evidence from OPCW press/, "Remove the evidence");
    await because("The same text.");
    await settled(() =>
      expect(given.at(-1)).toEqual([
        { do: "remove_evidence", evidence: expect.any(String) as unknown },
        "The same text.",
      ]),
    );
    await fromMenu(/Actions on the rebuttal by Sergei/, "Remove the rebuttal");
    await because("Not on this claim.");
    await settled(() => expect(given.at(-1)?.[0].do).toBe("remove_rebuttal"));
    await fromMenu("Actions on this claim", "Remove the claim");
    await because("Tagged twice.");
    await settled(() => expect(told).toEqual(["closed"]));
    expect(given.at(-1)).toEqual([{ do: "remove_claim", claim: sarin }, "Tagged twice."]);
  });

  test("evidence moves by keys, as one step", async () => {
    const { given } = await stage();
    screen.getByRole("button", { name: /Actions on the evidence from OPCW press/ }).focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await settled(() => expect(given).toHaveLength(1));
    const [command] = given[0] ?? [];
    if (command?.do !== "together") throw new Error("not one step");
    expect(command.title).toBe("Moved evidence up");
    expect(command.commands.map((one) => (one.do === "edit_evidence" ? one.set : null))).toEqual([
      { position: 0 },
      { position: 1 },
    ]);
  });

  test("a place is gone to; a source opens with its uses, and an edit sets only what changed", async () => {
    const { told, given, desk } = await stage();
    await user.click(screen.getByRole("button", { name: /A week before/ }));
    expect(told[0]).toMatch(/^place /);
    await user.click(screen.getByRole("button", { name: "OPCW press release on the report" }));
    const dialog = await screen.findByRole("dialog", { name: "OPCW press release on the report" });
    await settled(() => within(dialog).getByRole("textbox", { name: "Symbol" }));
    expect(within(dialog).getByText("Where it is used")).toBeTruthy();
    await user.click(within(dialog).getByRole("textbox", { name: "Symbol" }));
    await user.paste("PR/30");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const release = [...desk.ledger.tables.source.values()].find((one) =>
      one.csl.title.includes("press release"),
    );
    await settled(() =>
      expect(given).toEqual([[{ do: "edit_source", source: release?.id, set: { symbol: "PR/30" } }, null]]),
    );
  });

  test("nothing acts where nothing may be changed", async () => {
    const { given } = await stage({ readOnly: true });
    for (const name of [
      /^Actions/,
      /Add source/,
      /Withdraw/,
      /Answer/,
      /Remove/,
      /Set the work/,
      /^OPCW investigators/,
    ])
      expect(screen.queryByRole("button", { name })).toBeNull();
    await openDetails();
    expect(screen.getByRole("textbox", { name: "Place" })).toHaveProperty("readOnly", true);
    await user.keyboard("srv");
    expect(document.querySelector("[data-dossier-form]")).toBeNull();
    expect(given).toEqual([]);
  });
});

test("the history tells words before and after, and more on demand", async () => {
  await stage();
  const history = screen.getByRole("region", { name: "History" });
  await settled(() => within(history).getAllByRole("article"));
  const before = within(history).getAllByRole("article").length;
  await user.click(within(history).getByRole("button", { name: "Show more" }));
  await settled(() => expect(within(history).getAllByRole("article").length).toBeGreaterThan(before));
  expect(within(history).getByText("proved")).toBeTruthy();
  expect(within(history).getAllByText("Unanswered").length).toBeGreaterThan(0);
});
