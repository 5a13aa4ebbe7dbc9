//! Who looked at somebody's data, in words: by roles and never by name (CJEU C-579/21).

use basics::Language;
use guard::Looker;
use policy::{Policy, Purpose, Role};

/// Who looked, in words: the titles of the roles that serve the purpose; all of them where none
/// does any more.
#[must_use]
pub fn looker_in_words(
    policy: &Policy,
    who: &Looker,
    purpose: Purpose,
    language: Language,
) -> String {
    let keys = match who {
        Looker::Job(name) => return texts::say(language, &["people-job-", name].concat()),
        Looker::Roles(keys) => keys,
    };
    let roles: Vec<&Role> = keys.iter().filter_map(|key| policy.role(key)).collect();
    let serving = roles.iter().filter(|role| role.purposes.contains(&purpose));
    let mut titles: Vec<&str> = serving.map(|role| role.title.get(language)).collect();
    if titles.is_empty() {
        titles.extend(roles.iter().map(|role| role.title.get(language)));
    }
    if titles.is_empty() {
        return texts::say(language, "access-package-former-staff");
    }
    titles.join(", ")
}
