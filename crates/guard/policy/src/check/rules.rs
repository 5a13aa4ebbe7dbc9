//! The rules, one function for each part of the notice.

use std::collections::BTreeSet;

use super::{About, Demand, Finding};
use crate::notice::{Basis, DeclaredField, Marketing, Recording, Requests, Time};
use crate::{Category, Channel, Kept, LegalBasis, Mark, Permission, Policy, Purpose, SubjectRight};

/// What was found so far.
struct Found(Vec<Finding>);

impl Found {
    fn add(&mut self, lacking: bool, demand: Demand, mark: Option<&Mark>) {
        if lacking {
            let line = mark.map(|mark| mark.line);
            self.0.push(Finding {
                demand,
                about: Vec::new(),
                line,
            });
        }
    }

    /// One finding about all of them; none where there are none.
    fn about(&mut self, demand: Demand, things: impl IntoIterator<Item = (About, u32)>) {
        let things: Vec<_> = things.into_iter().collect();
        let Some((_, line)) = things.first() else {
            return;
        };
        let line = Some(*line).filter(|line| *line > 0);
        let about = things.into_iter().map(|(about, _)| about).collect();
        self.0.push(Finding {
            demand,
            about,
            line,
        });
    }
}

pub(super) fn all(policy: &Policy) -> Vec<Finding> {
    let mut found = Found(Vec::new());
    let rules = [
        people,
        bases,
        interests,
        data,
        fields,
        identity_code,
        recording,
        recipients,
        security,
        rights,
        requests,
        objection,
        by_machine,
        marketing,
        retention,
    ];
    for rule in rules {
        rule(policy, &mut found);
    }
    found.0
}

fn people(policy: &Policy, found: &mut Found) {
    found.add(policy.officer().is_none(), Demand::OfficerNotStated, None);
    found.add(policy.connections().is_empty(), Demand::PeopleMissing, None);
    found.add(
        policy.collection().is_none(),
        Demand::CollectionMissing,
        None,
    );
    found.add(policy.changes().is_none(), Demand::ChangesNotStated, None);
}

/// Every basis the notice states, with what it is a basis of.
fn stated(policy: &Policy) -> impl Iterator<Item = (About, &Basis)> {
    let purposes = policy.purposes().iter().flat_map(|declared| {
        declared
            .bases
            .iter()
            .map(|basis| (About::word(declared.purpose), basis))
    });
    let recording = policy
        .recording()
        .into_iter()
        .flat_map(|recording| &recording.bases);
    purposes.chain(recording.map(|basis| (About::word(Category::Recordings), basis)))
}

fn bases(policy: &Policy, found: &mut Found) {
    found.add(policy.purposes().is_empty(), Demand::PurposeMissing, None);
    let without = policy
        .purposes()
        .iter()
        .filter(|declared| declared.bases.is_empty());
    found.about(
        Demand::BasisMissing,
        without.map(|declared| (About::word(declared.purpose), declared.mark.line)),
    );
    let held: BTreeSet<_> = stated(policy)
        .flat_map(|(_, basis)| basis.connections.iter().copied())
        .collect();
    let without = policy
        .connections()
        .iter()
        .filter(|one| !held.contains(&one.kind));
    found.about(
        Demand::ConnectionWithoutBasis,
        without.map(|one| (About::word(one.kind), one.mark.line)),
    );
    let consents = stated(policy).any(|(_, basis)| basis.basis == LegalBasis::Consent);
    let claims = policy
        .collection()
        .filter(|one| one.relies_on.contains(&LegalBasis::Consent));
    found.add(
        claims.is_some() && !consents,
        Demand::ConsentContradicts,
        claims.map(|collection| &collection.mark),
    );
}

fn interests(policy: &Policy, found: &mut Found) {
    let mut without: Vec<(About, u32)> = Vec::new();
    for (about, basis) in stated(policy) {
        let lacks = basis.basis == LegalBasis::LegitimateInterest && basis.interest.is_none();
        if lacks && without.iter().all(|(known, _)| *known != about) {
            without.push((about, basis.mark.line));
        }
    }
    found.about(Demand::InterestMissing, without);
    let untested = policy
        .interests()
        .iter()
        .filter(|interest| interest.balancing.is_none());
    found.about(
        Demand::BalancingMissing,
        untested.map(|interest| (interest.about(), interest.mark.line)),
    );
}

fn data(policy: &Policy, found: &mut Found) {
    let categories = policy.categories();
    found.add(categories.is_empty(), Demand::CategoryMissing, None);
    let known: BTreeSet<_> = policy
        .sources()
        .iter()
        .flat_map(|source| source.categories.iter().copied())
        .collect();
    let each = |lacks: &dyn Fn(&crate::DeclaredCategory) -> bool| {
        let lacking = categories.iter().filter(|one| lacks(one));
        lacking
            .map(|one| (About::word(one.category), one.mark.line))
            .collect::<Vec<_>>()
    };
    found.about(
        Demand::SourceMissing,
        each(&|one| !known.contains(&one.category)),
    );
    found.about(
        Demand::CategoryPurposeMissing,
        each(&|one| one.purposes.is_empty()),
    );
    found.about(
        Demand::GivenMissing,
        each(&|one| one.given.is_none() || one.without.is_none()),
    );
}

fn fields(policy: &Policy, found: &mut Found) {
    let all = policy.fields();
    let each = |wrong: &dyn Fn(&DeclaredField) -> bool| {
        let wrong = all.iter().filter(|field| wrong(field));
        wrong
            .map(|field| (field.about(), field.mark.line))
            .collect::<Vec<_>>()
    };
    found.about(
        Demand::FieldCategoryUnnamed,
        each(&|field| !policy.stores(field.category)),
    );
    // Where the category has no time at all, that is found of it.
    let not_shorter = |field: &DeclaredField| match policy.time(Kept::of(field.category)) {
        Time::For { period, .. } => field.period.is_some_and(|own| own >= period),
        Time::NotStated | Time::WhileInForce => false,
    };
    found.about(Demand::FieldNotShorter, each(&not_shorter));
    let first_too_many = all.get(DeclaredField::FIELDS_MAX);
    found.add(
        first_too_many.is_some(),
        Demand::FieldsTooMany,
        first_too_many.map(|field| &field.mark),
    );
}

fn identity_code(policy: &Policy, found: &mut Found) {
    let declared = policy.category(Category::IdentityCode);
    let grounds = policy
        .identity_code()
        .filter(|rule| !rule.grounds.is_empty());
    found.add(
        declared.is_some() && grounds.is_none(),
        Demand::IdentityCodeGroundMissing,
        declared.map(|declared| &declared.mark),
    );
}

fn recording(policy: &Policy, found: &mut Found) {
    match policy.recording() {
        None => {
            let declared = policy.category(Category::Recordings);
            let mark = declared.map(|declared| &declared.mark);
            found.add(declared.is_some(), Demand::RecordingMissing, mark);
        }
        Some(Recording {
            told, bases, mark, ..
        }) => {
            found.add(told.is_none(), Demand::RecordingNotTold, Some(mark));
            found.add(bases.is_empty(), Demand::RecordingBasisMissing, Some(mark));
        }
    }
}

fn recipients(policy: &Policy, found: &mut Found) {
    found.add(
        policy.disclosure().is_none(),
        Demand::DisclosureMissing,
        None,
    );
    found.add(
        policy.recipients().is_empty(),
        Demand::RecipientMissing,
        None,
    );
    found.add(
        policy.transfers().is_none(),
        Demand::TransfersNotStated,
        None,
    );
    let all = policy.recipients();
    let name = |one: &crate::Recipient| (one.about(), one.mark.line);
    if policy.disclosure().is_some() {
        let undeclared = all.iter().filter(|one| !policy.discloses(one.ground));
        found.about(Demand::RecipientGroundMissing, undeclared.map(name));
    }
    let outside = all.iter().filter(|one| !policy.allows_country(one.country));
    found.about(Demand::RecipientOutside, outside.map(name));
}

fn security(policy: &Policy, found: &mut Found) {
    found.add(
        policy.security().measures.is_empty(),
        Demand::SecurityMissing,
        None,
    );
    found.add(policy.roles().is_empty(), Demand::RolesMissing, None);
    let beyond = policy.roles().iter().filter(|role| {
        let mut categories = role.view.iter().chain(&role.change);
        let mut purposes = role.purposes.iter();
        categories.any(|category| !policy.stores(*category))
            || purposes.any(|purpose| !policy.serves(*purpose))
    });
    found.about(
        Demand::RoleCategoryUnnamed,
        beyond.map(|role| (role.about(), role.mark.line)),
    );
    let unused = policy.roles().iter().flat_map(|role| {
        let seen = role.view.iter().chain(&role.change);
        let stored = seen.filter(|category| policy.stores(**category));
        let hidden = stored.filter(|category| !policy.shows(role, **category));
        hidden.map(|category| (role.about_unused(*category), role.mark.line))
    });
    found.about(Demand::RoleCategoryUnused, unused);
}

/// The rights every notice tells of (art. 13(2)(b)); art. 22 is told with automated decisions.
const DEMANDED: [SubjectRight; 6] = [
    SubjectRight::Access,
    SubjectRight::Rectification,
    SubjectRight::Erasure,
    SubjectRight::Restriction,
    SubjectRight::Portability,
    SubjectRight::Objection,
];

fn rights(policy: &Policy, found: &mut Found) {
    let lacking = DEMANDED
        .into_iter()
        .filter(|right| policy.right(*right).is_none());
    found.about(
        Demand::RightMissing,
        lacking.map(|right| (About::word(right), 0)),
    );
    let withdrawal = policy.right(SubjectRight::WithdrawConsent);
    found.add(
        policy.relies_on_consent() && withdrawal.is_none(),
        Demand::WithdrawalMissing,
        None,
    );
    let complaint = policy
        .right(SubjectRight::Complaint)
        .and(policy.authority());
    found.add(complaint.is_none(), Demand::ComplaintMissing, None);
}

fn requests(policy: &Policy, found: &mut Found) {
    let Some(requests) = policy.requests() else {
        found.add(true, Demand::RequestsMissing, None);
        return;
    };
    let Requests {
        channels,
        written,
        signed,
        time,
        cost,
        identity,
        mark,
        ..
    } = requests;
    let electronic = channels.contains(&Channel::Email) || channels.contains(&Channel::Form);
    let mark = Some(mark);
    found.add(*signed, Demand::SignatureDemanded, mark);
    found.add(*written, Demand::WritingDemanded, mark);
    found.add(!electronic, Demand::NotElectronic, mark);
    found.add(time.is_none(), Demand::TimeNotStated, mark);
    found.add(cost.is_none(), Demand::CostNotStated, mark);
    found.add(identity.is_none(), Demand::IdentityNotStated, mark);
}

fn objection(policy: &Policy, found: &mut Found) {
    let markets = policy.purpose(Purpose::Marketing).is_some();
    let open = stated(policy).any(|(_, basis)| basis.basis.open_to_objection());
    match policy.objection() {
        None => found.add(markets || open, Demand::ObjectionNotApart, None),
        Some(objection) => {
            let lacks = markets && objection.marketing.is_none();
            found.add(lacks, Demand::ObjectionToMarketing, Some(&objection.mark));
        }
    }
}

fn by_machine(policy: &Policy, found: &mut Found) {
    let (decisions, profiling) = (policy.automated_decisions(), policy.profiling());
    found.add(decisions.is_none(), Demand::AutomatedNotStated, None);
    found.add(profiling.is_none(), Demand::ProfilingNotStated, None);
    let unexplained = decisions.filter(|one| one.used && one.logic.is_none());
    let mark = unexplained.map(|one| &one.mark);
    found.add(unexplained.is_some(), Demand::LogicMissing, mark);
}

fn marketing(policy: &Policy, found: &mut Found) {
    let Some(purpose) = policy.purpose(Purpose::Marketing) else {
        return;
    };
    let Some(marketing) = policy.marketing() else {
        found.add(true, Demand::MarketingPermission, Some(&purpose.mark));
        return;
    };
    let Marketing {
        persons,
        refusal,
        stop_address,
        suppression,
        mark,
        ..
    } = marketing;
    let mark = Some(mark);
    found.add(persons.is_empty(), Demand::MarketingPermission, mark);
    found.add(
        persons.contains(&Permission::OptOut),
        Demand::MarketingOptOut,
        mark,
    );
    let consents = purpose
        .bases
        .iter()
        .any(|basis| basis.basis == LegalBasis::Consent);
    found.add(
        persons.contains(&Permission::Consent) && !consents,
        Demand::MarketingConsentBasis,
        Some(&purpose.mark),
    );
    found.add(refusal.is_none(), Demand::MarketingRefusal, mark);
    found.add(stop_address.is_none(), Demand::MarketingStopAddress, mark);
    found.add(suppression.is_none(), Demand::MarketingSuppression, mark);
}

fn retention(policy: &Policy, found: &mut Found) {
    let held = |kept: &Kept| {
        kept.category()
            .is_none_or(|category| policy.stores(category))
    };
    let unstated = Kept::ALL.into_iter().filter(held);
    let unstated = unstated.filter(|kept| policy.time(*kept) == Time::NotStated);
    let (accounts, others): (Vec<_>, Vec<_>) =
        unstated.partition(|kept| crate::floor(*kept).is_some());
    let line = |kept: Kept| policy.clock(kept).map_or(0, |clock| clock.mark.line);
    let named = |kept: Kept| (About::word(kept), line(kept));
    found.about(Demand::PeriodMissing, others.into_iter().map(named));
    found.about(
        Demand::AccountsPeriodMissing,
        accounts.into_iter().map(named),
    );
}
