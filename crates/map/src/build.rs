//! Puts a map together from facts, however they were come by: the window's from the ledger, a
//! report's from the report, which keeps back what its readers must not see.

use std::collections::{BTreeSet, HashMap, HashSet};

use claimdesk_core::id::{ClaimId, EvidenceId, RebuttalId, SourceId};
use claimdesk_core::model::{Directness, Ground, RebuttalStatus, SourceKind, Stance, Strength, Weight, WorkState};
use claimdesk_core::time::PartialDate;

use crate::value::{EvidenceMap, MapCircle, MapEdge, MapNode, NodeKind, Opens, Relation, Side, VerdictSign};

/// What a map says of its claim.
#[derive(Clone, Debug, Default)]
pub struct ClaimFacts {
    /// The claim, where it may be opened.
    pub id: Option<ClaimId>,
    /// Its number in its case.
    pub number: u32,
    /// Its words.
    pub statement: String,
    /// Its verdict.
    pub verdict: Option<VerdictSign>,
    /// Where the work stands.
    pub work_state: Option<WorkState>,
    /// Who made it.
    pub by: String,
    /// When it was made.
    pub made: PartialDate,
}

/// What a map says of a source.
#[derive(Clone, Debug, Default)]
pub struct SourceFacts {
    /// The source, where it may be opened.
    pub id: Option<SourceId>,
    /// What it is called; empty where that is kept back.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// When it came out.
    pub dated: PartialDate,
    /// Whether its name is kept back.
    pub withheld: bool,
    /// The source that it goes back to, by key.
    pub goes_back_to: Option<String>,
}

/// What a map says of a piece of evidence.
#[derive(Clone, Debug)]
pub struct EvidenceFacts {
    /// The evidence.
    pub id: EvidenceId,
    /// Its source, by key.
    pub source: String,
    /// For, against or neither.
    pub stance: Stance,
    /// How much it weighs.
    pub strength: Strength,
    /// Whether the source knows this fact at first hand.
    pub directness: Directness,
    /// What it shows.
    pub shows: String,
}

/// What a map says of a rebuttal or an answer.
#[derive(Clone, Debug)]
pub struct RebuttalFacts {
    /// The rebuttal.
    pub id: RebuttalId,
    /// What it disputes, by node.
    pub target: u32,
    /// Who disputes.
    pub by: String,
    /// When.
    pub uttered: PartialDate,
    /// On what grounds.
    pub grounds: Vec<Ground>,
    /// What it says.
    pub statement: String,
    /// What became of it.
    pub status: RebuttalStatus,
    /// What the desk makes of it.
    pub weight: Weight,
    /// The sources that it names, by key, with their stance to it.
    pub sources: Vec<(String, Stance)>,
}

/// A map that is being put together.
pub struct Builder {
    map: EvidenceMap,
    sources: HashMap<String, SourceFacts>,
    placed: HashMap<String, u32>,
    evidence: Vec<(u32, String, Side)>,
    loose: Vec<(u32, String, Stance)>,
}

impl Builder {
    /// Begins with the claim.
    pub fn new(claim: ClaimFacts) -> Self {
        let node = MapNode {
            opens: claim.id.map(Opens::Claim),
            name: claim.by,
            text: claim.statement,
            dated: claim.made,
            side: Side::For,
            verdict: claim.verdict,
            work_state: claim.work_state,
            ..blank(NodeKind::Claim)
        };
        let map = EvidenceMap {
            number: claim.number,
            nodes: vec![node],
            edges: Vec::new(),
            circles: Vec::new(),
            origins_for: 0,
            origins_against: 0,
            unanswered: 0,
        };
        Self { map, sources: HashMap::new(), placed: HashMap::new(), evidence: Vec::new(), loose: Vec::new() }
    }

    /// Tells of a source. It stands in the map once something that stands there leads to it.
    pub fn know(&mut self, key: String, facts: SourceFacts) {
        self.sources.insert(key, facts);
    }

    /// Adds a piece of evidence; gives its node.
    pub fn evidence(&mut self, facts: EvidenceFacts) -> u32 {
        let side = match facts.stance {
            Stance::Supports => Side::For,
            Stance::Contradicts => Side::Against,
            Stance::Context => Side::Neither,
        };
        let node = self.push(MapNode {
            opens: Some(Opens::Evidence(facts.id)),
            name: self.sources.get(&facts.source).map(|source| source.name.clone()).unwrap_or_default(),
            text: facts.shows,
            side,
            stance: Some(facts.stance),
            strength: Some(facts.strength),
            directness: Some(facts.directness),
            withheld: self.sources.get(&facts.source).is_some_and(|source| source.withheld),
            ..blank(NodeKind::Evidence)
        });
        self.edge(node, 0, facts.stance.into());
        self.evidence.push((node, facts.source, side));
        node
    }

    /// Adds a rebuttal or an answer; gives its node.
    pub fn rebuttal(&mut self, facts: RebuttalFacts) -> u32 {
        let target = self.map.nodes.get(facts.target as usize);
        let answers = target.is_some_and(|node| matches!(node.kind, NodeKind::Rebuttal | NodeKind::Answer));
        // Whoever disputes context speaks against the claim's case as it is made.
        let side = match target.map(|node| node.side.other()) {
            Some(Side::Neither) | None => Side::Against,
            Some(side) => side,
        };
        let unanswered = !answers && facts.status == RebuttalStatus::Unanswered && facts.weight == Weight::Unweighed;
        let node = self.push(MapNode {
            opens: Some(Opens::Rebuttal(facts.id)),
            name: facts.by,
            text: facts.statement,
            dated: facts.uttered,
            side,
            status: Some(facts.status),
            weight: Some(facts.weight),
            grounds: facts.grounds,
            unanswered,
            ..blank(if answers { NodeKind::Answer } else { NodeKind::Rebuttal })
        });
        self.map.unanswered += u32::from(unanswered);
        self.edge(node, facts.target, if answers { Relation::Answers } else { Relation::Rebuts });
        self.loose.extend(facts.sources.into_iter().map(|(source, stance)| (node, source, stance)));
        node
    }

    /// The map with its sources, its circles and its counts.
    pub fn finish(mut self) -> EvidenceMap {
        for (node, key, _) in self.evidence.clone() {
            if let Some(source) = self.source(&key) {
                self.edge(node, source, Relation::From);
            }
        }
        for (node, key, stance) in std::mem::take(&mut self.loose) {
            if let Some(source) = self.source(&key) {
                self.edge(source, node, stance.into());
            }
        }
        self.go_back();
        self.count();
        self.map
    }

    /// The node of a source, with all that it goes back to.
    fn source(&mut self, key: &str) -> Option<u32> {
        let mut first = None;
        let mut key = key.to_owned();
        loop {
            if let Some(node) = self.placed.get(&key) {
                return first.or(Some(*node));
            }
            let Some(facts) = self.sources.get(&key).cloned() else { return first };
            let node = self.push(MapNode {
                opens: facts.id.map(Opens::Source),
                name: facts.name,
                dated: facts.dated,
                source_kind: Some(facts.kind),
                withheld: facts.withheld,
                ..blank(NodeKind::Source)
            });
            self.placed.insert(key, node);
            first = first.or(Some(node));
            let Some(next) = facts.goes_back_to else { return first };
            key = next;
        }
    }

    /// Draws from each source to the one that it goes back to, and finds the circles among them.
    fn go_back(&mut self) {
        let mut next: HashMap<u32, u32> = HashMap::new();
        for (key, node) in &self.placed {
            let back = self.sources.get(key).and_then(|facts| facts.goes_back_to.as_ref());
            if let Some(to) = back.and_then(|back| self.placed.get(back)) {
                next.insert(*node, *to);
            }
        }
        // A source goes back to one other at most: what hangs together strongly is a ring.
        let mut done: HashSet<u32> = HashSet::new();
        let mut nodes: Vec<u32> = self.placed.values().copied().collect();
        nodes.sort_unstable();
        for start in &nodes {
            let mut path = Vec::new();
            let mut at = Some(*start);
            while let Some(node) = at.filter(|node| !done.contains(node)) {
                done.insert(node);
                path.push(node);
                at = next.get(&node).copied();
            }
            if let Some(ring) = at.and_then(|at| path.iter().position(|node| *node == at)) {
                self.circle(path.split_off(ring));
            }
        }
        for from in &nodes {
            let Some(to) = next.get(from) else { continue };
            let circle = self.map.nodes[*from as usize].circle;
            let same = circle.filter(|circle| self.map.nodes[*to as usize].circle == Some(*circle));
            self.map.edges.push(MapEdge { from: *from, to: *to, relation: Relation::GoesBack, circle: same });
            let origin = &mut self.map.nodes[*to as usize];
            if !next.contains_key(to) && origin.circle.is_none() {
                origin.kind = NodeKind::Origin;
            }
        }
    }

    /// A ring of sources, from the one that was named first.
    fn circle(&mut self, mut ring: Vec<u32>) {
        let first = ring.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
        ring.rotate_left(first);
        let circle = index(self.map.circles.len());
        for node in &ring {
            self.map.nodes[*node as usize].circle = Some(circle);
        }
        self.map.circles.push(MapCircle { nodes: ring });
    }

    /// Counts each origin once for each side; a circle is one origin.
    fn count(&mut self) {
        let mut seen: BTreeSet<(bool, u32)> = BTreeSet::new();
        for (node, key, side) in std::mem::take(&mut self.evidence) {
            let for_it = match side {
                Side::For => true,
                Side::Against => false,
                Side::Neither => continue,
            };
            let Some(root) = self.placed.get(&key).map(|source| self.root(*source)) else { continue };
            if seen.insert((for_it, root)) {
                *(if for_it { &mut self.map.origins_for } else { &mut self.map.origins_against }) += 1;
            } else {
                self.map.nodes[node as usize].counts_again = true;
            }
        }
    }

    /// The first-hand source behind a source, or the first of the circle that it ends in.
    fn root(&self, source: u32) -> u32 {
        let mut at = source;
        loop {
            if let Some(circle) = self.map.nodes[at as usize].circle {
                return self.map.circles[circle as usize].nodes[0];
            }
            let back = |edge: &&MapEdge| edge.from == at && edge.relation == Relation::GoesBack;
            match self.map.edges.iter().find(back) {
                Some(edge) => at = edge.to,
                None => return at,
            }
        }
    }

    fn push(&mut self, node: MapNode) -> u32 {
        self.map.nodes.push(node);
        index(self.map.nodes.len() - 1)
    }

    fn edge(&mut self, from: u32, to: u32, relation: Relation) {
        self.map.edges.push(MapEdge { from, to, relation, circle: None });
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn blank(kind: NodeKind) -> MapNode {
    MapNode {
        kind,
        opens: None,
        name: String::new(),
        text: String::new(),
        dated: PartialDate::default(),
        side: Side::Neither,
        stance: None,
        strength: None,
        directness: None,
        status: None,
        weight: None,
        grounds: Vec::new(),
        unanswered: false,
        source_kind: None,
        withheld: false,
        counts_again: false,
        circle: None,
        verdict: None,
        work_state: None,
    }
}
