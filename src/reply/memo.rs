//! What was found out about a text is kept, so that texts which come again cost nothing.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use foldhash::fast::FixedState;
use sha2::{Digest, Sha256};

/// The fingerprint of a text; hostile texts cannot share one.
pub type Fingerprint = [u8; 16];

/// Texts below which threads are not worth their start.
const FEW: usize = 64;

/// What is known of texts, by their fingerprint.
#[derive(Debug)]
pub struct Memo<T> {
    known: Mutex<HashMap<Fingerprint, T, FixedState>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            known: Mutex::new(HashMap::with_hasher(FixedState::default())),
        }
    }
}

impl<T: Clone + Send> Memo<T> {
    /// What is known of each text; what is not yet known is computed once per distinct text, in parallel.
    pub fn all(&self, texts: &[Option<&str>], compute: impl Fn(&str) -> T + Sync) -> Vec<Option<T>> {
        let prints: Vec<Option<Fingerprint>> = texts.iter().map(|text| text.map(fingerprint)).collect();
        let new = self.unknown(texts, &prints);
        let found = in_parallel(&new, &|(print, text): &(Fingerprint, &str)| {
            (*print, compute(text))
        });
        let mut known = self.lock();
        known.extend(found);
        prints
            .iter()
            .map(|print| known.get(print.as_ref()?).cloned())
            .collect()
    }

    /// What is known of one text, computed where it is not.
    pub fn one(&self, text: &str, compute: impl Fn(&str) -> T) -> T {
        let print = fingerprint(text);
        if let Some(known) = self.lock().get(&print) {
            return known.clone();
        }
        let found = compute(text);
        self.lock().insert(print, found.clone());
        found
    }

    /// Texts of which nothing is known, each once.
    fn unknown<'t>(
        &self,
        texts: &[Option<&'t str>],
        prints: &[Option<Fingerprint>],
    ) -> Vec<(Fingerprint, &'t str)> {
        let known = self.lock();
        let mut new: Vec<(Fingerprint, &str)> = prints
            .iter()
            .zip(texts)
            .filter_map(|(print, text)| Some(((*print)?, (*text)?)))
            .filter(|(print, _)| !known.contains_key(print))
            .collect();
        new.sort_unstable_by_key(|(print, _)| *print);
        new.dedup_by_key(|(print, _)| *print);
        new
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Fingerprint, T, FixedState>> {
        // What is in the map is right even where another thread stopped.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is computed of each item, once per distinct one, in parallel.
pub fn each_once<K, T>(items: &[Option<K>], compute: impl Fn(K) -> T + Sync) -> Vec<Option<T>>
where
    K: Copy + Ord + Send + Sync,
    T: Clone + Send,
{
    let mut distinct: Vec<K> = items.iter().copied().flatten().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let found = in_parallel(&distinct, &|item: &K| compute(*item));
    let of = |item: &Option<K>| {
        let place = distinct.binary_search(item.as_ref()?).ok()?;
        found.get(place).cloned()
    };
    items.iter().map(of).collect()
}

fn fingerprint(text: &str) -> Fingerprint {
    let whole = Sha256::digest(text.as_bytes());
    let mut print = Fingerprint::default();
    print.copy_from_slice(&whole[..16]);
    print
}

fn in_parallel<I: Sync, T: Send>(items: &[I], compute: &(impl Fn(&I) -> T + Sync)) -> Vec<T> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    if items.len() < FEW || workers < 2 {
        return items.iter().map(compute).collect();
    }
    thread::scope(|scope| {
        let pieces = items.chunks(items.len().div_ceil(workers));
        let running: Vec<_> = pieces
            .map(|piece| {
                (
                    piece,
                    scope.spawn(move || piece.iter().map(compute).collect::<Vec<_>>()),
                )
            })
            .collect();
        running
            .into_iter()
            // A thread that stopped leaves its items to this one.
            .flat_map(|(piece, worker)| {
                worker
                    .join()
                    .unwrap_or_else(|_| piece.iter().map(compute).collect())
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Memo;

    #[test]
    fn each_text_is_computed_once() {
        let memo = Memo::<usize>::default();
        let asked = AtomicUsize::new(0);
        let length = |text: &str| {
            asked.fetch_add(1, Ordering::Relaxed);
            text.len()
        };
        let texts: Vec<String> = (0..300).map(|number| "x".repeat(number % 100)).collect();
        let batch: Vec<Option<&str>> = texts
            .iter()
            .map(|text| Some(text.as_str()))
            .chain([None])
            .collect();
        for _ in 0..2 {
            let found = memo.all(&batch, length);
            assert_eq!((found[7], found[105], found[300]), (Some(7), Some(5), None));
        }
        assert_eq!(memo.one("xxx", length), 3);
        assert_eq!(asked.load(Ordering::Relaxed), 100);
    }
}
