//! Putting lists in order, by one merge sort for lists of every kind.
//!
//! The standard library's sorts are compiled anew for each type, five kilobytes each time; here only a comparison is.
//! Lists that are sorted in passing are short, and many are in order already: that is found before anything is
//! allocated.
//!
//! Invariant: stable, as [`slice::sort_by`] is.

use std::cmp::Ordering;

/// Sorts a list.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// Sorts a list by a key of its items.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts a list by a comparison.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| compare(&items[a as usize], &items[b as usize]));
    permute(order, &mut |a, b| items.swap(a, b));
}

/// The places of items in their order; nothing where they are in order.
fn order(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    // Plans are read up to 4 GiB: there are no more items than that.
    let count = count as u32;
    if (1..count).all(|at| compare(at - 1, at).is_le()) {
        return Vec::new();
    }
    let mut order: Vec<u32> = (0..count).collect();
    let mut merged = Vec::with_capacity(order.len());
    let mut width = 1;
    while width < order.len() {
        for pair in order.chunks(width * 2) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some((a, others)), Some((b, rest))) = (left.split_first(), right.split_first()) {
                if compare(*a, *b).is_le() {
                    merged.push(*a);
                    left = others;
                } else {
                    merged.push(*b);
                    right = rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        width *= 2;
    }
    order
}

/// Swaps items until each stands where the order has it, cycle by cycle.
fn permute(mut order: Vec<u32>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at as u32) as usize;
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(keys in prop::collection::vec(0..20_u8, 0..70)) {
            let mut items: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut theirs = items.clone();
            theirs.sort_by_key(|(key, _)| *key);
            by_key(&mut items, |(key, _)| *key);
            prop_assert_eq!(items, theirs);
        }
    }
}
