//! Which values of a party can be given, and those that were chosen.
//!
//! Invariants: offered is only what the recipient may receive by the notice; how one gets in is never
//! part of a package, and where somebody lives under a turvakielto is told to authorities alone;
//! what was chosen is told apart by a mark over the value itself, so that what is given is what was
//! looked at, or nothing.
//!
//! Source: laki väestötietojärjestelmästä 661/2009, 36 § (turvakielto).

use basics::{Language, PartyId, hex};
use guard::Work;
use policy::{Category, DisclosureGround};
use sha2::{Digest, Sha256};

use super::error::Error;
use super::gate::Scope;
use super::model::{Of, Offered};
use crate::capability::Piece;
use crate::people;

/// Bytes of a mark: enough that two values of one person have two.
const MARK_BYTES: usize = 16;

/// The mark of a value: a digest of its category, its words and when it was written down.
pub(super) fn mark(piece: &Piece) -> String {
    let mut digest = Sha256::new();
    for part in [piece.category.key(), &piece.what, &piece.text] {
        digest.update(part.len().to_be_bytes());
        digest.update(part.as_bytes());
    }
    digest.update(piece.recorded.ms().to_be_bytes());
    let digest = digest.finalize();
    hex(digest.get(..MARK_BYTES).unwrap_or_default())
}

/// The values of a party that may be given within a scope, in the order in which they are held.
///
/// # Errors
///
/// The refusal; the vault's and the stores' failures.
pub(super) fn offered(
    work: &mut Work<'_>,
    party: PartyId,
    scope: &Scope,
    language: Language,
) -> Result<Of, Error> {
    let name = people::name_of(work, party)?;
    let pieces = crate::collected(work, party, language)?;
    let protection = texts::say(language, "people-what-protection");
    let protected = pieces.iter().any(|piece| piece.what == protection);
    let hides = protected && scope.ground != DisclosureGround::AuthorityDemand;
    let may = |piece: &Piece| {
        let own = scope.categories.contains(&piece.category) && piece.ended.is_none();
        let never = matches!(piece.category, Category::SiteAccess | Category::Staff);
        own && !never && !(hides && tells_where(piece.category))
    };
    let values = pieces
        .iter()
        .filter(|piece| may(piece))
        .map(|piece| Offered {
            mark: mark(piece),
            category: piece.category,
            what: piece.what.clone(),
            text: piece.text.clone(),
        });
    Ok(Of {
        party,
        name,
        values: values.collect(),
    })
}

/// Whether values of a category may tell where somebody lives: her own address, and the places at which
/// work is done for her.
const fn tells_where(category: Category) -> bool {
    matches!(category, Category::Contact | Category::Services)
}

/// Of what is offered, what was chosen.
///
/// # Errors
///
/// [`Error::Changed`] where something chosen is not offered any more.
pub(super) fn chosen(mut of: Of, marks: &[String]) -> Result<Of, Error> {
    of.values.retain(|value| marks.contains(&value.mark));
    let found = |mark: &String| of.values.iter().any(|value| value.mark == *mark);
    if marks.iter().all(found) {
        Ok(of)
    } else {
        Err(Error::Changed)
    }
}

/// Asks to disclose in a category: whoever may not see it gives none of it, and the trail tells of
/// each category that left.
///
/// # Errors
///
/// The refusal; the store's failure.
pub(super) fn ask_in(
    work: &mut Work<'_>,
    category: Category,
    party: PartyId,
) -> Result<(), guard::Error> {
    macro_rules! ask {
        ($($kind:ident)*) => {
            match category {
                $(Category::$kind => {
                    let ask = guard::Ask::disclose(&[party]);
                    let _proof = work.ask::<guard::category::$kind>(ask)?;
                })*
                // Shown by a reveal of its own, with its own line.
                Category::IdentityCode => {}
            }
        };
    }
    ask!(Identity Company Contact BirthDate Services SiteAccess Billing Messages Recordings Forms
         Permissions Requests Disclosures Staff Other);
    Ok(())
}

#[cfg(test)]
mod tests {
    use basics::Instant;

    use super::*;

    fn piece(what: &str, text: &str, at: i64) -> Piece {
        Piece {
            category: Category::Contact,
            what: what.to_owned(),
            text: text.to_owned(),
            source: None,
            recorded: Instant::from_ms(at),
            ended: None,
        }
    }

    #[test]
    fn a_mark_changes_with_the_value_and_tells_none() {
        let one = mark(&piece("osoite", "Esimerkkitie 3", 1));
        assert_eq!(one, mark(&piece("osoite", "Esimerkkitie 3", 1)));
        for other in [
            piece("osoite", "Esimerkkitie 4", 1),
            piece("osoite", "Esimerkkitie 3", 2),
            piece("osoiteE", "simerkkitie 3", 1),
        ] {
            assert_ne!(one, mark(&other));
        }
        assert!(one.len() == 32 && one.chars().all(|c| c.is_ascii_hexdigit()));
    }

    #[test]
    fn what_was_chosen_and_changed_since_is_not_given() {
        let of = |texts: &[&str]| Of {
            party: PartyId::new(1),
            name: String::new(),
            values: texts
                .iter()
                .map(|text| Offered {
                    mark: mark(&piece("osoite", text, 1)),
                    category: Category::Contact,
                    what: "osoite".to_owned(),
                    text: (*text).to_owned(),
                })
                .collect(),
        };
        let marks = [mark(&piece("osoite", "a", 1))];
        assert_eq!(chosen(of(&["a", "b"]), &marks).unwrap().values.len(), 1);
        assert!(matches!(chosen(of(&["b"]), &marks), Err(Error::Changed)));
    }
}
