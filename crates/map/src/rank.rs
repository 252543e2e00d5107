//! Which thing stands in which rank: everything further out than what it hangs on, and no rank
//! longer than there is room for, so that a claim with a hundred pieces of evidence is not a
//! ribbon of a hundred boxes.

/// For each link whether it must be turned round for the graph to have no circles.
pub(crate) fn turned(nodes: usize, links: &[(usize, usize)]) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (at, (from, _)) in links.iter().enumerate() {
        out[*from].push(at);
    }
    let mut turned = vec![false; links.len()];
    // 0: not seen; 1: on the way; 2: done.
    let mut state = vec![0_u8; nodes];
    for root in 0..nodes {
        if state[root] != 0 {
            continue;
        }
        let mut way = vec![(root, 0_usize)];
        state[root] = 1;
        while let Some((node, next)) = way.last_mut() {
            let Some(link) = out[*node].get(*next).copied() else {
                state[*node] = 2;
                way.pop();
                continue;
            };
            *next += 1;
            let to = links[link].1;
            match state[to] {
                0 => {
                    state[to] = 1;
                    way.push((to, 0));
                }
                1 => turned[link] = true,
                _ => {}
            }
        }
    }
    turned
}

/// The rank of each node. `links` have no circles; the first node is the root of what hangs on nothing else.
pub(crate) fn ranks(nodes: usize, links: &[(usize, usize)], most: usize) -> Vec<usize> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    let mut waits = vec![0_usize; nodes];
    for (from, to) in links {
        out[*from].push(*to);
        waits[*to] += 1;
    }
    let mut rank = vec![0_usize; nodes];
    let mut held: Vec<usize> = Vec::new();
    // Last in, first out: what hangs on one thing stays together.
    let mut ready: Vec<usize> = (0..nodes).rev().filter(|node| waits[*node] == 0).collect();
    while let Some(node) = ready.pop() {
        let mut at = rank[node];
        while held.get(at).is_some_and(|held| *held >= most) {
            at += 1;
        }
        if held.len() <= at {
            held.resize(at + 1, 0);
        }
        held[at] += 1;
        rank[node] = at;
        for to in out[node].iter().rev() {
            rank[*to] = rank[*to].max(at + 1);
            waits[*to] -= 1;
            if waits[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_opened_once() {
        let links = [(0, 1), (1, 2), (2, 3), (3, 1), (0, 3)];
        let turned = turned(4, &links);
        assert_eq!(turned.iter().filter(|turned| **turned).count(), 1);
        assert!(turned[3]);
    }

    #[test]
    fn ranks_have_room_and_lead_outwards() {
        let links: Vec<(usize, usize)> = (1..=10).map(|to| (0, to)).chain([(1, 11), (10, 11)]).collect();
        let rank = ranks(12, &links, 4);
        assert!(links.iter().all(|(from, to)| rank[*from] < rank[*to]), "{rank:?}");
        for at in 0..=rank.iter().copied().max().unwrap_or(0) {
            assert!(rank.iter().filter(|rank| **rank == at).count() <= 4, "{rank:?}");
        }
        assert_eq!(ranks(12, &links, 100)[10], 1);
    }
}
