//! The pages of one part, wherever they stand: beside a draft in the register, or in the set-up of
//! a new one.

use askama::Template;
use basics::Language;
use policy::{Broken, Policy};

use super::super::form::{
    Block, Faults, GROUPS, Merged, Part, Which, apply, blocks, document, items, merged, stood,
    told_by,
};
use super::checked::{Checked, path_of};
use crate::web::{Fields, Frame};

/// Where the pages of the parts stand, and how they are framed.
pub(crate) struct Sheet<'f> {
    /// The path of the whole.
    pub(crate) base: &'static str,
    pub(crate) language: Language,
    pub(crate) frame: &'f dyn Fn(String) -> Frame,
}

#[derive(Template)]
#[template(path = "notice/part.html")]
pub(crate) struct PartPage {
    pub(crate) frame: Frame,
    /// Where the form goes.
    pub(crate) path: String,
    /// The page above: the list, or the draft.
    pub(crate) above: (String, String),
    pub(crate) revision: i64,
    /// What the one of a list was told by when the form was made.
    pub(crate) was: String,
    pub(crate) blocks: Vec<Block>,
    /// What stands in the fields of the file: name and value. What is posted is compared with it.
    pub(crate) stood: Vec<(String, String)>,
    /// What was typed and has no field any more: label and text.
    pub(crate) left: Vec<(String, String)>,
    /// What help there is for this part.
    pub(crate) help: Option<String>,
    /// What keeps it from being saved, where that stands beside no field.
    pub(crate) problems: Vec<String>,
    /// Whether the one of a list is there already.
    pub(crate) removable: bool,
    pub(crate) checked: Checked,
}

impl PartPage {
    /// Whether something stands beside a field that keeps it from being saved.
    fn is_wrong(&self) -> bool {
        let mut inputs = self.blocks.iter().flat_map(|block| &block.inputs);
        inputs.any(|input| !input.faults.is_empty())
    }
}

#[derive(Template)]
#[template(path = "notice/list.html")]
pub(crate) struct ListPage {
    pub(crate) frame: Frame,
    pub(crate) path: String,
    /// The page of the whole.
    whole: &'static str,
    /// Address, what each is told by, what it says.
    pub(crate) rows: Vec<(String, String, String)>,
    pub(crate) help: Option<String>,
    pub(crate) checked: Checked,
}

/// A part in the list of all.
pub(crate) struct Row {
    pub(crate) path: String,
    pub(crate) title: String,
    /// How many of a list there are.
    pub(crate) count: Option<usize>,
    pub(crate) wrong: usize,
    pub(crate) lacking: usize,
}

/// The help of a part; nothing where there is none.
fn help(part: &Part, language: Language) -> Option<String> {
    const HELPED: [&str; 8] = [
        "interest",
        "purpose",
        "category",
        "field",
        "recipient",
        "role",
        "clock",
        "marketing",
    ];
    let own = HELPED.contains(&part.key);
    own.then(|| texts::say(language, &["notice-help-", part.key].concat()))
}

impl Sheet<'_> {
    /// Every part, under the headings of its groups.
    pub(crate) fn groups(&self, body: &str, checked: &Checked) -> Vec<(String, Vec<Row>)> {
        let file = document(body).unwrap_or_default();
        let row = |part: &'static Part| {
            let (wrong, lacking) = checked.count(part);
            let list = |by| items(&file, part.key, by, self.language).len();
            Row {
                path: path_of(self.base, part, None),
                title: texts::say(self.language, &part.title()),
                count: part.by.map(list),
                wrong,
                lacking,
            }
        };
        let groups = GROUPS.iter().map(|(heading, parts)| {
            let rows = parts.iter().map(row).collect();
            (texts::say(self.language, heading), rows)
        });
        groups.collect()
    }

    /// The list of those there are of a part.
    pub(crate) fn list(&self, part: &Part, by: &str, body: &str) -> ListPage {
        let file = document(body).unwrap_or_default();
        let list = items(&file, part.key, by, self.language);
        let row = |(at, (key, text)): (usize, (String, String))| {
            let told = told_by(part, &key, self.language);
            (path_of(self.base, part, Some(at + 1)), told, text)
        };
        ListPage {
            frame: (self.frame)(texts::say(self.language, &part.title())),
            path: path_of(self.base, part, None),
            whole: self.base,
            rows: list.into_iter().enumerate().map(row).collect(),
            help: help(part, self.language),
            checked: Checked::of(self.base, body, self.language).about(part),
        }
    }

    /// The form of a part as the file stands, with what is wrong in it.
    pub(crate) fn form(
        &self,
        part: &'static Part,
        which: Which,
        (body, revision): (&str, i64),
    ) -> Option<PartPage> {
        let checked = Checked::of(self.base, body, self.language);
        let faults = Faults::of(&checked.broken, part, which, self.language);
        let form = self.filled(part, which, (body, revision), &faults)?;
        Some(PartPage {
            checked: checked.about(part),
            ..form
        })
    }

    /// The form as a file fills it; nothing where there is no such part.
    pub(crate) fn filled(
        &self,
        part: &'static Part,
        which: Which,
        (body, revision): (&str, i64),
        faults: &Faults,
    ) -> Option<PartPage> {
        let language = self.language;
        let file = document(body)?;
        let title = texts::say(language, &part.title());
        let own = path_of(self.base, part, None);
        let mut name = String::new();
        let (path, above, was) = match (which, part.by) {
            (Which::Whole, None) => {
                let above = texts::say(language, "notice-draft");
                (own, (self.base.to_owned(), above), String::new())
            }
            (Which::Number(number), Some(by)) => {
                let list = items(&file, part.key, by, language);
                let (key, text) = list.into_iter().nth(number.checked_sub(1)?)?;
                name = text;
                let path = path_of(self.base, part, Some(number));
                (path, (own, title.clone()), key)
            }
            (Which::New, Some(_)) => ([&own, "/new"].concat(), (own, title.clone()), String::new()),
            _ => return None,
        };
        let shown = blocks(&file, part, which, faults, language);
        let title = match which {
            Which::Number(_) if !name.is_empty() => [&title, ": ", &name].concat(),
            _ => title,
        };
        Some(PartPage {
            frame: (self.frame)(title),
            path,
            above,
            revision,
            was,
            problems: faults.elsewhere(&shown),
            stood: stood(&shown),
            left: Vec::new(),
            blocks: shown,
            help: help(part, language),
            removable: matches!(which, Which::Number(_)),
            checked: Checked::none(),
        })
    }

    /// What a form makes of the file; nothing where there is no such part.
    pub(crate) fn changed(
        &self,
        part: &'static Part,
        which: Which,
        (body, revision): (&str, i64),
        fields: &Fields,
    ) -> Option<Changed> {
        let mut file = document(body)?;
        let now = apply(&mut file, part, which, fields)?;
        let text = file.to_string();
        let leaves = fields.ticked("remove");
        let here = match which {
            Which::New => Which::Number(now),
            other => other,
        };
        let faults = Faults::of(&fresh(body, &text, part), part, here, self.language);
        let number = part.by.is_some().then_some(now).filter(|_| !leaves);
        let again = if leaves {
            None
        } else {
            Some(self.again(part, which, (body, revision), (fields, &faults))?)
        };
        Some(Changed {
            good: leaves || faults.is_empty(),
            to: path_of(self.base, part, number),
            text,
            again,
        })
    }

    /// The form as it was typed. What was ticked to be removed within is still there, and ticked:
    /// the numbers of the fields are those of the file that the form will be compared with.
    fn again(
        &self,
        part: &'static Part,
        which: Which,
        (body, revision): (&str, i64),
        (fields, found): (&Fields, &Faults),
    ) -> Option<PartPage> {
        let file = document(body)?;
        let mut typed = file.clone();
        let all = fields.without(|name| name.ends_with("].remove"));
        let now = apply(&mut typed, part, which, &all)?;
        let here = match which {
            Which::New => Which::Number(now),
            other => other,
        };
        let text = typed.to_string();
        let faults = Faults::of(&fresh(body, &text, part), part, here, self.language);
        let mut form = self.filled(part, here, (text.as_str(), revision), &faults)?;
        if faults.is_empty() {
            // Only what was to be removed makes it wrong.
            form.problems = found.elsewhere(&[]);
        }
        for block in &mut form.blocks {
            let remove = block.remove.as_deref();
            block.removed = remove.is_some_and(|name| fields.ticked(name));
        }
        form.stood = stood(&blocks(
            &file,
            part,
            which,
            &Faults::default(),
            self.language,
        ));
        match which {
            Which::New => {
                form.path = [&path_of(self.base, part, None), "/new"].concat();
                form.frame.title = texts::say(self.language, &part.title());
                form.removable = false;
                form.was = String::new();
            }
            Which::Number(number) => {
                let list = items(&file, part.key, part.by?, self.language);
                form.was = list.into_iter().nth(number.checked_sub(1)?)?.0;
            }
            Which::Whole => {}
        }
        form.checked = Checked::of(self.base, body, self.language).about(part);
        Some(form)
    }

    /// A form that was filled in on an older state, brought onto this one: what the other saved is
    /// in it wherever it was not changed here too, and told beside the field where it was.
    pub(crate) fn overtaken(
        &self,
        part: &'static Part,
        which: Which,
        state: (&str, i64),
        fields: &Fields,
    ) -> Option<PartPage> {
        if which == Which::New {
            // There is nothing to compare with: all that was typed comes back.
            return self.again(part, which, state, (fields, &Faults::default()));
        }
        let file = document(state.0)?;
        let now = blocks(&file, part, which, &Faults::default(), self.language);
        let Merged {
            fields,
            clashes,
            left,
        } = merged(fields, &now);
        let mut form = self.again(part, which, state, (&fields, &Faults::default()))?;
        for input in form.blocks.iter_mut().flat_map(|block| &mut block.inputs) {
            let here = |name: &String| {
                *name == input.name || input.texts.iter().any(|(_, own, ..)| own == name)
            };
            let said = clashes.iter().filter(|(name, _)| here(name));
            input.others = said.map(|(_, text)| text.clone()).collect();
        }
        form.left = left;
        Some(form)
    }
}

/// What a form made of a file.
pub(crate) struct Changed {
    /// The file as it would be.
    pub(crate) text: String,
    /// Whether it may be saved.
    pub(crate) good: bool,
    /// Where one goes then.
    pub(crate) to: String,
    /// The form as it was typed; nothing where something was removed.
    pub(crate) again: Option<PartPage>,
}

/// What is wrong with the file; of what is wrong with a list as a whole, what was not before.
fn fresh(before: &str, after: &str, part: &Part) -> Vec<Broken> {
    let wrong = |text: &str| Policy::parse(text, "notice").err().unwrap_or_default();
    let old = wrong(before);
    let known = |one: &Broken| {
        let mut had = old.iter();
        had.any(|had| had.path == one.path && had.code == one.code)
    };
    let mut now = wrong(after);
    now.retain(|one| one.path != part.key || !known(one));
    now
}
