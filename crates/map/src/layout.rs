//! Where the boxes of a graph stand and how its lines run.
//!
//! Boxes stand in ranks, further out than what they hang on (`rank.rs`); `rust-sugiyama` orders each
//! rank so that few lines cross. A line that passes a rank has a place of its own there, so that no line
//! runs through a box. Lines from one thing that look alike run as one until they part.
//!
//! Ranks follow each other along one axis; along the other no two things stand closer than their gap.

use std::collections::{BTreeMap, BTreeSet};

use rust_sugiyama::configure::{Config, CrossingMinimization, RankingType};
use rust_sugiyama::from_vertices_and_edges;

use crate::column::settle;
use crate::rank::{ranks, turned};

/// Between boxes of a rank.
const GAP: f64 = 14.0;

/// The room of a line that passes a rank.
const PASS: f64 = 4.0;

/// Between such lines, and between one and a box.
const PASS_GAP: f64 = 5.0;

/// How far a box follows what it hangs together with: a little less, so that the picture holds together.
const PULL: f64 = 0.9;

/// How often boxes move towards what they hang together with.
const ROUNDS: usize = 10;

/// Capacities that are tried, at most.
const TRIES: usize = 64;

/// A box that is to be placed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Its size along the axis on which ranks follow each other.
    pub(crate) along: f64,
    /// Its size across it.
    pub(crate) across: f64,
}

/// A line from a box to one further out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Lines from one box with the same look run together.
    pub(crate) look: u8,
}

/// The shape into which a picture should fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Length along the ranks for each unit across.
    pub(crate) aspect: f64,
    /// Between ranks.
    pub(crate) gutter: f64,
}

/// Where everything stands: (along, across).
#[derive(Clone, Debug, Default)]
pub(crate) struct Placed {
    /// The first corner of each box.
    pub(crate) boxes: Vec<(f64, f64)>,
    /// The points of each line, from its `from` to its `to`.
    pub(crate) routes: Vec<Vec<(f64, f64)>>,
    pub(crate) along: f64,
    pub(crate) across: f64,
}

/// Places boxes and lines.
pub(crate) fn place(items: &[Item], links: &[Link], room: Room) -> Placed {
    if items.is_empty() {
        return Placed::default();
    }
    let turned = turned(items.len(), &links.iter().map(|link| (link.from, link.to)).collect::<Vec<_>>());
    let straight = links.iter().zip(&turned);
    let outward = bundled(
        straight
            .map(|(link, turned)| if *turned { Link { from: link.to, to: link.from, look: link.look } } else { *link })
            .collect(),
    );
    let rank = best_ranks(items, &outward, room);
    let mesh = Mesh::new(items, &outward, &rank);
    let order = mesh.order();
    let centre = mesh.centres(&order);
    let tracks = Tracks::new(items, &rank, room.gutter);
    let (first, last) = mesh.extent(&centre);
    let boxes: Vec<(f64, f64)> = items
        .iter()
        .enumerate()
        .map(|(at, item)| (tracks.start[rank[at]], centre[at] - item.across / 2.0 - first))
        .collect();
    let route = |bundled: &Bundled, turned: &bool| {
        let (a, b) = (bundled.link.from, bundled.link.to);
        if a == b {
            return Vec::new();
        }
        let mut points = vec![(boxes[a].0 + items[a].along, centre[a] - first)];
        points.push((tracks.start[rank[a]] + tracks.width[rank[a]], centre[a] - first));
        for pass in mesh.passes(bundled) {
            let at = mesh.rank[pass];
            points.push((tracks.start[at], centre[pass] - first));
            points.push((tracks.start[at] + tracks.width[at], centre[pass] - first));
        }
        points.push((boxes[b].0, centre[b] - first));
        points.dedup();
        if *turned {
            points.reverse();
        }
        points
    };
    let routes = outward.iter().zip(&turned).map(|(bundled, turned)| route(bundled, turned)).collect();
    Placed { boxes, routes, along: tracks.end, across: last - first }
}

/// A link that leads outwards, with the box at whose end it runs together with others of its look.
struct Bundled {
    link: Link,
    hub: (usize, bool, u8),
}

/// Lines run together where most of them meet: at the box from which many come, or to which many lead.
fn bundled(links: Vec<Link>) -> Vec<Bundled> {
    let mut many: BTreeMap<(usize, bool, u8), usize> = BTreeMap::new();
    for link in &links {
        *many.entry((link.from, true, link.look)).or_default() += 1;
        *many.entry((link.to, false, link.look)).or_default() += 1;
    }
    let hub = |link: &Link| {
        let ends = [(link.from, true, link.look), (link.to, false, link.look)];
        if many.get(&ends[0]) >= many.get(&ends[1]) { ends[0] } else { ends[1] }
    };
    links.into_iter().map(|link| Bundled { hub: hub(&link), link }).collect()
}

/// The ranks whose picture fits its room at the largest scale.
fn best_ranks(items: &[Item], outward: &[Bundled], room: Room) -> Vec<usize> {
    let links: Vec<(usize, usize)> =
        outward.iter().map(|one| (one.link.from, one.link.to)).filter(|(from, to)| from != to).collect();
    let step = items.len().div_ceil(TRIES).max(1);
    let mut best: Option<(f64, Vec<usize>)> = None;
    for most in (1..=items.len()).step_by(step) {
        let rank = ranks(items.len(), &links, most);
        let (along, across) = size(items, outward, &rank, room.gutter);
        let scale = (along / room.aspect).max(across);
        if best.as_ref().is_none_or(|(smallest, _)| scale < *smallest - 0.5) {
            best = Some((scale, rank));
        }
    }
    best.map(|(_, rank)| rank).unwrap_or_default()
}

/// About how large a picture with these ranks is.
fn size(items: &[Item], outward: &[Bundled], rank: &[usize], gutter: f64) -> (f64, f64) {
    let tracks = Tracks::new(items, rank, gutter);
    let mut across = vec![0.0; tracks.start.len()];
    for (item, rank) in items.iter().zip(rank) {
        across[*rank] += item.across + GAP;
    }
    let mut passed: BTreeSet<((usize, bool, u8), usize)> = BTreeSet::new();
    for Bundled { link, hub } in outward {
        passed.extend((rank[link.from] + 1..rank[link.to]).map(|at| (*hub, at)));
    }
    for (_, at) in passed {
        across[at] += PASS + PASS_GAP;
    }
    (tracks.end, across.into_iter().fold(0.0, f64::max))
}

/// Where each rank begins and how wide it is.
struct Tracks {
    start: Vec<f64>,
    width: Vec<f64>,
    end: f64,
}

impl Tracks {
    fn new(items: &[Item], rank: &[usize], gutter: f64) -> Self {
        let many = rank.iter().max().map_or(0, |last| last + 1);
        let mut width = vec![0.0_f64; many];
        for (item, rank) in items.iter().zip(rank) {
            width[*rank] = width[*rank].max(item.along);
        }
        let mut start = Vec::with_capacity(many);
        let mut at = 0.0;
        for width in &width {
            start.push(at);
            at += width + gutter;
        }
        Self { start, width, end: (at - gutter).max(0.0) }
    }
}

/// The boxes, and a point for each rank that a line passes; every link leads from one rank to the next.
struct Mesh {
    rank: Vec<usize>,
    across: Vec<f64>,
    links: Vec<(usize, usize)>,
    /// The points of lines that pass ranks: of which bundle, in which rank.
    passes: BTreeMap<((usize, bool, u8), usize), usize>,
    items: usize,
}

impl Mesh {
    fn new(items: &[Item], outward: &[Bundled], rank: &[usize]) -> Self {
        let mut mesh = Self {
            rank: rank.to_vec(),
            across: items.iter().map(|item| item.across).collect(),
            links: Vec::new(),
            passes: BTreeMap::new(),
            items: items.len(),
        };
        for Bundled { link, hub } in outward.iter().filter(|one| one.link.from != one.link.to) {
            let mut at = link.from;
            for passed in rank[link.from] + 1..rank[link.to] {
                let next = mesh.passes.get(&(*hub, passed)).copied().unwrap_or_else(|| {
                    mesh.rank.push(passed);
                    mesh.across.push(PASS);
                    mesh.passes.insert((*hub, passed), mesh.rank.len() - 1);
                    mesh.rank.len() - 1
                });
                mesh.links.push((at, next));
                at = next;
            }
            mesh.links.push((at, link.to));
        }
        mesh.links.sort_unstable();
        mesh.links.dedup();
        mesh
    }

    /// The points of a line between two boxes.
    fn passes(&self, of: &Bundled) -> Vec<usize> {
        let passed = self.rank[of.link.from] + 1..self.rank[of.link.to];
        passed.filter_map(|at| self.passes.get(&(of.hub, at)).copied()).collect()
    }

    /// The ranks, each in an order in which few lines cross.
    fn order(&self) -> Vec<Vec<usize>> {
        let id = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let vertices: Vec<(u32, (f64, f64))> =
            self.across.iter().enumerate().map(|(at, across)| (id(at), (*across, 10.0))).collect();
        // What hangs on nothing is ordered with the root, and drawn without a line.
        let mut hangs = vec![false; self.rank.len()];
        self.links.iter().for_each(|(_, to)| hangs[*to] = true);
        let loose = (1..self.items).filter(|at| !hangs[*at] && self.rank[*at] > 0).map(|at| (id(0), id(at)));
        let edges: Vec<(u32, u32)> = self.links.iter().map(|(from, to)| (id(*from), id(*to))).chain(loose).collect();
        let config = Config {
            minimum_length: 1,
            vertex_spacing: GAP,
            dummy_vertices: true,
            ranking_type: RankingType::Up,
            c_minimization: CrossingMinimization::Barycenter,
            transpose: self.rank.len() <= 900,
            dummy_size: 1.0,
        };
        let mut along = vec![0.0; self.rank.len()];
        let mut beside = 0.0;
        for (layout, _, _) in from_vertices_and_edges(&vertices, &edges, &config) {
            let mut widest = beside;
            for (at, (x, _)) in layout {
                along[at] = x + beside;
                widest = f64::max(widest, x + beside);
            }
            beside = widest + GAP;
        }
        let mut order: Vec<Vec<usize>> = vec![Vec::new(); self.rank.iter().max().map_or(0, |last| last + 1)];
        for (at, rank) in self.rank.iter().enumerate() {
            order[*rank].push(at);
        }
        for rank in &mut order {
            rank.sort_by(|a, b| along[*a].total_cmp(&along[*b]).then(a.cmp(b)));
        }
        order
    }

    /// The middle of each box and point across the ranks: near what it hangs together with, nothing on anything.
    fn centres(&self, order: &[Vec<usize>]) -> Vec<f64> {
        let mut inward: Vec<Vec<usize>> = vec![Vec::new(); self.rank.len()];
        let mut outward: Vec<Vec<usize>> = vec![Vec::new(); self.rank.len()];
        for (from, to) in &self.links {
            outward[*from].push(*to);
            inward[*to].push(*from);
        }
        let gaps: Vec<Vec<f64>> =
            order.iter().map(|rank| rank.windows(2).map(|two| self.gap(two[0], two[1])).collect()).collect();
        let mut centre = vec![0.0; self.rank.len()];
        for (rank, gaps) in order.iter().zip(&gaps) {
            let placed = settle(&vec![0.0; rank.len()], gaps);
            rank.iter().zip(placed).for_each(|(at, place)| centre[*at] = place);
        }
        let mut rounds: Vec<(usize, &[Vec<usize>])> = Vec::new();
        for _ in 0..ROUNDS {
            rounds.extend((1..order.len()).map(|rank| (rank, inward.as_slice())));
            rounds.extend((0..order.len().saturating_sub(1)).rev().map(|rank| (rank, outward.as_slice())));
        }
        for (rank, beside) in rounds {
            let wish = |at: &usize| PULL * mean(&beside[*at], &centre).unwrap_or(centre[*at]);
            let wishes: Vec<f64> = order[rank].iter().map(wish).collect();
            let placed = settle(&wishes, &gaps[rank]);
            order[rank].iter().zip(placed).for_each(|(at, place)| centre[*at] = place);
        }
        centre
    }

    /// How far apart the middles of two neighbours are at least.
    fn gap(&self, a: usize, b: usize) -> f64 {
        let between = if a >= self.items || b >= self.items { PASS_GAP } else { GAP };
        f64::midpoint(self.across[a], self.across[b]) + between
    }

    /// From the first edge of anything to the last.
    fn extent(&self, centre: &[f64]) -> (f64, f64) {
        let edges = || centre.iter().zip(&self.across);
        let first = edges().map(|(centre, across)| centre - across / 2.0).fold(f64::INFINITY, f64::min);
        let last = edges().map(|(centre, across)| centre + across / 2.0).fold(f64::NEG_INFINITY, f64::max);
        (first, last)
    }
}

#[expect(clippy::cast_precision_loss, reason = "no picture has 2^52 boxes")]
fn mean(of: &[usize], centre: &[f64]) -> Option<f64> {
    (!of.is_empty()).then(|| of.iter().map(|at| centre[*at]).sum::<f64>() / of.len() as f64)
}
