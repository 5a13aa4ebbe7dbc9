//! Acts as forms and programs ask for them.

use basics::{Code, Coded, Day, Language};
use policy::{Channel, MarketingChannel};

use super::act::{Act, Teller, What, Words};
use super::error::Error;
use super::notice::ShownWay;
use crate::web::Fields;

/// The longest wording, proof or sale.
const CHARACTERS_MAX: usize = 4_000;

/// The act of these fields, which a member of staff writes down on `today`.
///
/// # Errors
///
/// The code of what is missing or not understood.
pub fn act(what: What, fields: &Fields, today: Day) -> Result<Act, Code> {
    let on = day(fields.text("on"), today)?;
    let way = match fields.text("way") {
        "" => None,
        key => Some(Channel::from_key(key).ok_or(UNKNOWN)?),
    };
    let channels = channels(&fields.all("channel"))?;
    let mut words = Words {
        proof: text(fields, "proof")?,
        ..Words::default()
    };
    let mut notice_wording = None;
    match what {
        What::Consent => {
            let language = Language::ALL
                .into_iter()
                .find(|one| one.code() == fields.text("language"));
            words.language = language;
            if fields.text("wording_of") == "notice" {
                notice_wording = Some(language.ok_or(Error::WordingMissing.code())?);
            } else {
                words.wording = text(fields, "wording")?;
                if words.wording.is_none() {
                    return Err(Error::WordingMissing.code());
                }
            }
            if words.proof.is_none() {
                return Err(Error::ProofMissing.code());
            }
        }
        What::SoftOptIn => {
            words.sale = text(fields, "sale")?;
            if words.sale.is_none() {
                return Err(Code::new("permissions.sale_missing"));
            }
            if !fields.ticked("told") {
                return Err(Error::NotTold.code());
            }
        }
        What::Withdrawal | What::Prohibition => {}
        What::EarlierNo => return Err(UNKNOWN),
    }
    Ok(Act {
        what,
        channels,
        on,
        way,
        teller: Teller::Staff,
        words,
        notice_wording,
    })
}

/// The version of the notice that fields say was shown, how and when.
///
/// # Errors
///
/// The code of what is not understood.
pub fn notice_shown(fields: &Fields, today: Day) -> Result<(i64, ShownWay, Day), Code> {
    let version = fields.text("notice").parse();
    let version = version.map_err(|_| Error::NoSuchNotice.code())?;
    let way = ShownWay::from_key(fields.text("shown_way")).ok_or(UNKNOWN)?;
    Ok((version, way, day(fields.text("on"), today)?))
}

const UNKNOWN: Code = Code::new("people.field.unknown");

fn day(text: &str, today: Day) -> Result<Day, Code> {
    if text.is_empty() {
        return Ok(today);
    }
    let day = Day::parse(text).map_err(|_| Code::new("people.field.date"))?;
    if day > today {
        return Err(Error::DayFuture.code());
    }
    Ok(day)
}

/// The channels that are named; `all` is each of them.
fn channels(named: &[&str]) -> Result<Vec<MarketingChannel>, Code> {
    if named.contains(&"all") {
        return Ok(MarketingChannel::ALL.to_vec());
    }
    let mut channels = Vec::new();
    for key in named {
        let channel = MarketingChannel::from_key(key).ok_or(UNKNOWN)?;
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    if channels.is_empty() {
        return Err(Error::ChannelMissing.code());
    }
    Ok(channels)
}

fn text(fields: &Fields, name: &str) -> Result<Option<String>, Code> {
    let kept: String = fields
        .text(name)
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let kept = kept.trim();
    if kept.chars().count() > CHARACTERS_MAX {
        return Err(Error::TooLong.code());
    }
    Ok((!kept.is_empty()).then(|| kept.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Fields::of(pairs.iter().map(own).collect())
    }

    fn today() -> Day {
        Day::new(2026, 11, 24).unwrap()
    }

    #[test]
    fn a_prohibition_by_phone_now_is_one_click() {
        let asked = act(
            What::Prohibition,
            &fields(&[("channel", "all"), ("way", "phone")]),
            today(),
        );
        let asked = asked.unwrap();
        assert!(asked.is_whole());
        assert_eq!((asked.on, asked.way), (today(), Some(Channel::Phone)));
    }

    #[rstest]
    #[case(What::Prohibition, &[], "permissions.channel_missing")]
    #[case(What::Prohibition, &[("channel", "fax")], "people.field.unknown")]
    #[case(What::Prohibition, &[("channel", "all"), ("on", "25.11.2026")], "permissions.day_future")]
    #[case(What::Prohibition, &[("channel", "all"), ("on", "eilen")], "people.field.date")]
    #[case(What::Consent, &[("channel", "email"), ("proof", "lomake 7")], "permissions.wording_missing")]
    #[case(What::Consent, &[("channel", "email"), ("wording", "Saa lähettää.")], "permissions.proof_missing")]
    #[case(What::Consent, &[("channel", "email"), ("wording_of", "notice"), ("proof", "lomake 7")], "permissions.wording_missing")]
    #[case(What::SoftOptIn, &[("channel", "email"), ("told", "1")], "permissions.sale_missing")]
    #[case(What::SoftOptIn, &[("channel", "email"), ("sale", "huolto")], "permissions.not_told")]
    #[case(What::EarlierNo, &[("channel", "email")], "people.field.unknown")]
    fn what_is_missing_is_said(
        #[case] what: What,
        #[case] pairs: &[(&str, &str)],
        #[case] code: &str,
    ) {
        let refused = act(what, &fields(pairs), today()).err();
        assert_eq!(refused.map(Code::as_str), Some(code));
    }
}
