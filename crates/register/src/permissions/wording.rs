//! States and acts in words: which act, on which day, how.

use basics::Language;
use policy::Channel;

use super::act::{ActRow, Teller, What};
use super::rules::{Allowed, State, Why};

/// The language in which sentences are said.
#[derive(Debug, Clone, Copy)]
pub struct Frame(pub Language);

/// A state with its reason: `ei: markkinointikielto 3.2.2026, ilmoitettu kirjeellä`.
#[must_use]
pub fn sentence_of_state(Frame(language): Frame, state: &State) -> String {
    let say = |key: &str| texts::say(language, key);
    let with = |key: &str, name: &str, text: &str| texts::say_with(language, key, &[(name, text)]);
    let reason = match state.why {
        Why::Deceased(day) => with("permissions-why-deceased", "day", &day.finnish()),
        Why::Restricted => say("permissions-why-restricted"),
        Why::Forbidden(act) | Why::Consent(act) | Why::Sale(act) => {
            sentence_of_act(Frame(language), &act)
        }
        Why::Kept(Some(day)) => with("permissions-why-kept", "day", &day.finnish()),
        Why::Kept(None) => say("permissions-why-kept-undated"),
        Why::NotInNotice => say("permissions-why-not-in-notice"),
        Why::Role => say("permissions-why-role"),
        Why::Organisation => say("permissions-why-organisation"),
        Why::NotForbidden => say("permissions-why-not-forbidden"),
        Why::NoConsent => say("permissions-why-no-consent"),
    };
    let allowed = say(match state.allowed {
        Allowed::Yes => "permissions-allowed-yes",
        Allowed::InRole => "permissions-allowed-in-role",
        Allowed::No => "permissions-allowed-no",
    });
    [&allowed, ": ", &reason].concat()
}

/// How an act came: `ilmoitettu puhelimessa`. The bare name of the way would read like the channel the
/// act is about.
fn say_how(language: Language, way: Channel) -> String {
    texts::say(language, &["permissions-came-", way.key()].concat())
}

/// An act in words: `markkinointikielto 3.2.2026, ilmoitettu kirjeellä`.
#[must_use]
pub fn sentence_of_act(Frame(language): Frame, act: &ActRow) -> String {
    let key = match act.what {
        What::Consent => "permissions-act-consent",
        What::Withdrawal => "permissions-act-withdrawal",
        What::SoftOptIn => "permissions-act-soft-opt-in",
        What::Prohibition => "permissions-act-prohibition",
        What::EarlierNo => "permissions-act-earlier-no",
    };
    let mut sentence = texts::say_with(language, key, &[("day", act.on.finnish().as_str())]);
    let how = match (act.way, act.teller) {
        (Some(way), _) => Some(say_how(language, way)),
        (None, Teller::List) => Some(texts::say(language, "permissions-by-list")),
        _ => None,
    };
    if let Some(how) = how {
        sentence.push_str(", ");
        sentence.push_str(&how);
    }
    sentence
}
