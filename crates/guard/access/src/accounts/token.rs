//! Tokens: a program acts for a member of staff, with a part of what one of her roles may do.
//!
//! Invariants: a token is never more than the role of its owner is at this moment: it is compared
//! with the notice at every decision, and is dead once its owner's account is closed, the role is
//! taken from her, it is revoked or its last day is over. Only its owner makes one, because whoever
//! held another's token would act as her; she or whoever manages accounts revokes it. Its secret is
//! shown once and kept as a hash.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use basics::{ActorId, Code, DAY_MS, Instant, StaffId, TokenId};
use policy::{Category, Policy, Purpose, Right, Role, RoleKey};
use sha2::{Digest, Sha256};
use store::Tx;
use zeroize::Zeroizing;

use super::Accounts;
use super::account::Refused;
use super::deed::Deed;
use super::queries::{self, TokenListed};
use super::session::SEEN_EVERY_MS;
use super::sign_in::{Visit, roles};
use crate::actor::{Actor, Token};
use crate::ask::Ask;
use crate::category;
use crate::error::Error;
use crate::work::Work;

/// The longest a token lasts: a year.
pub const DAYS_MAX: u16 = 365;
/// The rights that a token may have: those that an operation of the interface for programs needs.
/// What takes a person's own reason, such as showing an identity code, is not among them.
pub const RIGHTS: [Right; 6] = [
    Right::Import,
    Right::Merge,
    Right::Export,
    Right::Trail,
    Right::Staff,
    Right::Rectify,
];
/// Tokens of an account that hold at once.
const TOKENS_MAX: i64 = 50;
const NAME_CHARACTERS_MAX: usize = 100;
/// How every secret begins, so that it is recognised where it does not belong.
const PREFIX: &str = "seloste_";

/// What a token may do at most: a part of one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Power {
    /// The role of its owner that it is a part of.
    pub role: RoleKey,
    /// For which purposes.
    pub purposes: Vec<Purpose>,
    /// In which categories.
    pub categories: Vec<Category>,
    /// By which rights.
    pub rights: Vec<Right>,
    /// Whether it changes anything; otherwise it only reads.
    pub changes: bool,
}

impl Power {
    /// The part of a role that is left.
    pub(crate) fn of(&self, role: &Role) -> Role {
        let mut part = role.clone();
        part.purposes.retain(|one| self.purposes.contains(one));
        part.view.retain(|one| self.categories.contains(one));
        part.change.retain(|one| self.categories.contains(one));
        part.rights
            .retain(|one| self.rights.contains(one) && RIGHTS.contains(one));
        if !self.changes {
            part.view.append(&mut part.change);
            part.rights
                .retain(|one| matches!(one, Right::Trail | Right::Export));
        }
        part
    }

    /// Whether it sees a category by this notice.
    #[must_use]
    pub fn role_sees(&self, policy: &Policy, category: Category) -> bool {
        self.role(policy).is_some_and(|role| role.sees(category))
    }

    /// The part of its role that is left by this notice.
    pub(crate) fn role(&self, policy: &Policy) -> Option<Role> {
        policy.role(&self.role).map(|role| self.of(role))
    }

    /// Whether it is a part of this role, and not nothing.
    fn fits(&self, role: &Role) -> bool {
        let rights = |right: &Right| role.rights.contains(right) && RIGHTS.contains(right);
        !self.purposes.is_empty()
            && !self.categories.is_empty()
            && self.purposes.iter().all(|one| role.purposes.contains(one))
            && self.categories.iter().all(|one| role.sees(*one))
            && self.rights.iter().all(rights)
    }
}

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What it is called: the program that uses it.
    pub name: String,
    /// What it may do.
    pub power: Power,
    /// For how many days, at most [`DAYS_MAX`].
    pub days: u16,
}

/// A token as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Which.
    pub token: TokenId,
    /// Whose.
    pub owner: StaffId,
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub power: Power,
    /// Since when.
    pub created: Instant,
    /// Until when.
    pub expires: Instant,
    /// Last used, to the minute.
    pub seen: Option<Instant>,
    /// Since when it is revoked.
    pub revoked: Option<Instant>,
}

impl TokenRow {
    /// Whether it holds at this instant, as far as it depends on itself.
    #[must_use]
    pub fn holds(&self, now: Instant) -> bool {
        self.revoked.is_none() && now < self.expires
    }
}

/// The secret of a token. Shown once, when it is made.
pub struct TokenSecret(Zeroizing<String>);

impl TokenSecret {
    fn draw() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes)?;
        let text = Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes));
        Ok(Self(Zeroizing::new([PREFIX, text.as_str()].concat())))
    }

    /// The secret that a program sent.
    #[must_use]
    pub fn received(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The text, to be shown once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl Accounts {
    /// Makes a token of the actor's own; the secret is given this once.
    ///
    /// # Errors
    ///
    /// [`Refused::TokenBeyondRole`], [`Refused::TokenDays`], [`Refused::TokenName`],
    /// [`Refused::TokensFull`]; [`Refused::NotThere`] for whoever has no account of her own, such
    /// as another token; the register's failure.
    pub async fn add_token(
        &self,
        actor: &Actor,
        new: NewToken,
    ) -> Result<(TokenId, TokenSecret), Refused> {
        let Some(staff) = actor.staff().map(|staff| staff.staff) else {
            return Err(Refused::NotThere);
        };
        let name = new.name.trim().to_owned();
        let short = name.chars().count() <= NAME_CHARACTERS_MAX;
        if name.is_empty() || !short || name.contains(char::is_control) {
            return Err(Refused::TokenName);
        }
        if new.days == 0 || new.days > DAYS_MAX {
            return Err(Refused::TokenDays);
        }
        let secret = TokenSecret::draw().map_err(|_| Refused::from(store::Error::Busy))?;
        let token = TokenId::new(self.core.ids.ordered());
        let hash = secret.hash();
        self.own(actor, move |work| {
            let power = &new.power;
            // The roles of this moment, and not those of when she signed in.
            let has = roles(work.tx(), staff)?.contains(&power.role);
            let role = work.policy().role(&power.role);
            if !(has && role.is_some_and(|role| power.fits(role))) {
                return Err(Refused::TokenBeyondRole);
            }
            let now = work.now();
            if work.tx().one(&queries::COUNT_TOKENS, (staff, now))? >= TOKENS_MAX {
                return Err(Refused::TokensFull);
            }
            Deed::TokenMade.own_about(work, staff, &token.to_string())?;
            let row = (
                token,
                staff,
                name.clone(),
                hash.clone(),
                power.role.as_str().to_owned(),
                keys(&power.purposes),
                keys(&power.categories),
                keys(&power.rights),
                i64::from(power.changes),
                now,
                now.plus_ms(i64::from(new.days) * DAY_MS),
            );
            Ok(work.tx().run_one(&queries::ADD_TOKEN, row)?)
        })
        .await?;
        Ok((token, secret))
    }

    /// The actor's own tokens, newest first.
    ///
    /// # Errors
    ///
    /// The register's failure.
    pub async fn own_tokens(&self, actor: &Actor) -> Result<Vec<TokenRow>, Refused> {
        let Some(staff) = actor.staff().map(|staff| staff.staff) else {
            return Ok(Vec::new());
        };
        self.own(actor, move |work| {
            let rows = work.tx().all(&queries::TOKENS_OF, (staff,))?;
            Ok(rows.into_iter().filter_map(row_of).collect())
        })
        .await
    }

    /// The tokens of an account, newest first: for whoever manages accounts.
    ///
    /// # Errors
    ///
    /// A refusal; the register's failure.
    pub async fn tokens_of(&self, actor: &Actor, staff: StaffId) -> Result<Vec<TokenRow>, Refused> {
        self.desk()
            .read(actor, Purpose::Staff, move |work| {
                let _seen = work.ask::<category::Staff>(Ask::view(&[]))?;
                let rows = work.tx().all(&queries::TOKENS_OF, (staff,))?;
                Ok(rows.into_iter().filter_map(row_of).collect())
            })
            .await
    }

    /// Revokes a token: one of one's own, or anybody's by whoever manages accounts.
    ///
    /// # Errors
    ///
    /// [`Refused::TokenNotThere`]; a refusal; the register's failure.
    pub async fn revoke_token(&self, actor: &Actor, token: TokenId) -> Result<(), Refused> {
        let own = actor.staff().map(|staff| staff.staff);
        self.desk()
            .write(actor, Purpose::Staff, move |work: &mut Work<'_>| {
                let found = work.tx().maybe(&queries::TOKEN_NAME, (token,))?;
                let owner = found.as_ref().map(|row| row.0);
                let about = token.to_string();
                match owner {
                    Some(owner) if own == Some(owner) => {
                        Deed::TokenRevoked.own_about(work, owner, &about)?;
                    }
                    // Whoever may not is refused, whether there is such a token or not.
                    other => {
                        let whose = other.unwrap_or(StaffId::new(0));
                        Deed::TokenRevoked.govern(work, whose, &about)?;
                    }
                }
                let (now, by) = (work.now(), work.actor().answerable());
                let revoked = work.tx().run(&queries::REVOKE_TOKEN, (token, now, by))?;
                if owner.is_none() || revoked == 0 {
                    return Err(Refused::TokenNotThere);
                }
                Ok(())
            })
            .await
    }

    /// The actor that a token is, with the notice in force; nothing where it does not hold. A token
    /// that was one and holds no more is a line of the trail, once a minute.
    ///
    /// # Errors
    ///
    /// The register's failure; the trail's.
    pub async fn visit_with_token(&self, secret: &TokenSecret) -> Result<Option<Visit>, Error> {
        if !secret.expose().starts_with(PREFIX) {
            return Ok(None);
        }
        let core = Arc::clone(&self.core);
        let hash = secret.hash();
        let looked = store::hop(move |here| -> Result<Looked, Error> {
            let now = core.clock.now();
            let found = core.register.read_here(here, |tx| {
                let found = found(tx, &hash, now)?;
                Ok::<_, Error>((found, core.policy(tx)?))
            })?;
            let (found, policy) = found;
            match found {
                None => Ok(Looked::Nothing),
                Some(Found {
                    token,
                    alive: false,
                    ..
                }) => {
                    let (since, token) = (now.plus_ms(-SEEN_EVERY_MS), token.token);
                    let told = core
                        .register
                        .write_here(here, |tx| tx.run(&queries::TRY_TOKEN, (token, now, since)))?;
                    Ok(if told > 0 {
                        Looked::Dead(ActorId::new(token.get()))
                    } else {
                        Looked::Nothing
                    })
                }
                Some(Found { token, seen, .. }) => {
                    if seen.is_none_or(|seen| now.ms_since(seen) >= SEEN_EVERY_MS) {
                        let id = token.token;
                        core.register
                            .write_here(here, |tx| tx.run(&queries::SEE_TOKEN, (id, now)))?;
                    }
                    Ok(Looked::Alive(Visit {
                        actor: Actor::of_token(token),
                        policy,
                        change_first: false,
                    }))
                }
            }
        });
        match looked.await?? {
            Looked::Nothing => Ok(None),
            Looked::Alive(visit) => Ok(Some(visit)),
            Looked::Dead(actor) => {
                let why = Code::new("access.token.not_valid");
                self.failed(actor, why, false).await?;
                Ok(None)
            }
        }
    }
}

/// What became of looking for a token.
enum Looked {
    Nothing,
    Dead(ActorId),
    Alive(Visit),
}

struct Found {
    token: Token,
    seen: Option<Instant>,
    alive: bool,
}

fn found(tx: &mut Tx<'_>, hash: &[u8], now: Instant) -> Result<Option<Found>, store::Error> {
    let row = tx.maybe(&queries::TOKEN, (hash.to_vec(),))?;
    let Some((token, owner, language, power, expires, seen, revoked, closed, having)) = row else {
        return Ok(None);
    };
    let row = tx.one(&queries::TOKEN_POWER, (token,))?;
    let Some(power) = power_of((power, row)) else {
        return Ok(None);
    };
    let alive = revoked.is_none() && closed.is_none() && having > 0 && now < expires;
    let token = Token {
        token,
        owner,
        language,
        power,
    };
    Ok(Some(Found { token, seen, alive }))
}

fn keys<W: policy::Word>(words: &[W]) -> String {
    let keys: Vec<&str> = words.iter().map(|word| word.key()).collect();
    keys.join(" ")
}

fn words<W: policy::Word>(text: &str) -> Vec<W> {
    let words = text.split(' ');
    words
        .filter_map(|key| W::VALUES.iter().find(|word| word.key() == key).copied())
        .collect()
}

/// A word that nobody knows any more gives no power.
fn power_of(
    (role, (purposes, categories, rights, changes)): (String, (String, String, String, i64)),
) -> Option<Power> {
    Some(Power {
        role: role.parse().ok()?,
        purposes: words(&purposes),
        categories: words(&categories),
        rights: words(&rights),
        changes: changes != 0,
    })
}

fn row_of(row: TokenListed) -> Option<TokenRow> {
    let (token, owner, name, role, purposes, categories, rights, changes, ..) = row;
    let (.., created, expires, seen, revoked) = row;
    Some(TokenRow {
        token,
        owner,
        name,
        power: power_of((role, (purposes, categories, rights, changes)))?,
        created,
        expires,
        seen,
        revoked,
    })
}
