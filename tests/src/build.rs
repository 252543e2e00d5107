//! Builders for records under test: `desk.claim(case, "…").said_by("…").add()`.

use claimdesk_core::command::{AddClaim, AddRebuttal, AddSource, GiveVerdict, LinkEvidence};
use claimdesk_core::id::{CaseId, ClaimId, EvidenceId, RebuttalId, SourceId};
use claimdesk_core::model::{
    ClaimPatch, Csl, EvidencePatch, Ground, Kind, Party, RebuttalPatch, SourcePatch, Stance, Target, VerdictPatch,
};
use claimdesk_core::time::PartialDate;

use crate::{Desk, made};

/// A claim to be added.
pub struct ClaimBuilder<'a> {
    desk: &'a mut Desk,
    add: AddClaim,
    with: ClaimPatch,
}

/// A source to be added.
pub struct SourceBuilder<'a> {
    desk: &'a mut Desk,
    with: SourcePatch,
}

/// A rebuttal to be added.
pub struct RebuttalBuilder<'a> {
    desk: &'a mut Desk,
    target: Target,
    with: RebuttalPatch,
}

impl Desk {
    /// Begins a claim.
    pub fn claim(&mut self, case: CaseId, statement: &str) -> ClaimBuilder<'_> {
        let add = AddClaim { id: None, case, statement: statement.to_owned(), with: None };
        ClaimBuilder { desk: self, add, with: ClaimPatch::default() }
    }

    /// Begins a source.
    pub fn source(&mut self, title: &str) -> SourceBuilder<'_> {
        let csl = Csl { title: title.to_owned(), ..Csl::default() };
        SourceBuilder { desk: self, with: SourcePatch { csl: Some(csl), ..SourcePatch::default() } }
    }

    /// Links a source to a claim.
    pub fn link(&mut self, claim: ClaimId, source: SourceId, stance: Stance) -> EvidenceId {
        let with = EvidencePatch { stance: Some(stance), ..EvidencePatch::default() };
        let link = LinkEvidence { id: None, claim, source: Some(source), new_source: None, with: Some(with) };
        let receipt = self.run(link);
        EvidenceId(made(&receipt, Kind::Evidence))
    }

    /// Begins a rebuttal of anything; of a rebuttal it is an answer.
    pub fn rebut(&mut self, target: Target) -> RebuttalBuilder<'_> {
        RebuttalBuilder { desk: self, target, with: RebuttalPatch::default() }
    }

    /// Gives a verdict by the name of its value.
    pub fn verdict(&mut self, claim: ClaimId, value: &str, reasoning: &str) {
        let with = VerdictPatch { reasoning: Some(reasoning.to_owned()), ..VerdictPatch::default() };
        let scale = self.scale();
        self.run(GiveVerdict { id: None, claim, scale, value: None, value_name: Some(value.to_owned()), with });
    }
}

impl ClaimBuilder<'_> {
    /// Who makes it.
    #[must_use]
    pub fn said_by(mut self, name: &str) -> Self {
        self.with.claimant = Some(Party { name: name.to_owned(), ..Party::default() });
        self
    }

    /// Adds it.
    pub fn add(self) -> ClaimId {
        let Self { desk, mut add, with } = self;
        add.with = Some(with);
        let receipt = desk.run(add);
        ClaimId(made(&receipt, Kind::Claim))
    }
}

impl SourceBuilder<'_> {
    /// Its document symbol.
    #[must_use]
    pub fn symbol(mut self, symbol: &str) -> Self {
        self.with.symbol = Some(symbol.to_owned());
        self
    }

    /// The source that it goes back to.
    #[must_use]
    pub fn origin(mut self, origin: SourceId) -> Self {
        self.with.origin = Some(Some(origin));
        self
    }

    /// Adds it.
    pub fn add(self) -> SourceId {
        let receipt = self.desk.run(AddSource { id: None, with: self.with });
        SourceId(made(&receipt, Kind::Source))
    }
}

impl RebuttalBuilder<'_> {
    /// Who disputes.
    #[must_use]
    pub fn by(mut self, name: &str) -> Self {
        self.with.by = Some(Party { name: name.to_owned(), ..Party::default() });
        self
    }

    /// When.
    #[must_use]
    pub fn on(mut self, date: &str) -> Self {
        self.with.uttered = Some(date.parse::<PartialDate>().expect("a date"));
        self
    }

    /// On what grounds.
    #[must_use]
    pub fn grounds(mut self, grounds: &[Ground]) -> Self {
        self.with.grounds = Some(grounds.to_vec());
        self
    }

    /// Adds it with what it says.
    pub fn says(self, statement: &str) -> RebuttalId {
        let Self { desk, target, with } = self;
        let receipt = desk.run(AddRebuttal { id: None, target, statement: statement.to_owned(), with: Some(with) });
        RebuttalId(made(&receipt, Kind::Rebuttal))
    }
}
