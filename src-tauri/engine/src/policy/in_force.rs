//! What all policy files together set: the machine's file wins over the data folder's, and restrictions add up.

use std::path::PathBuf;

use alertbook_export::Masking;
use alertbook_wire::SetBy;

use super::reason::Reason;
use super::rules::{
    CA_FILE, EXPORTS_FOLDER, ExportForm, FORBIDDEN_FORMATS, MASKING, OFFLINE, PROXY, Rules, UPDATE, Update,
};

/// A setting, and the file that sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Managed<T> {
    pub(crate) value: T,
    pub(crate) by: SetBy,
}

/// What is set. What is not is the person's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InForce {
    pub(crate) forbidden: Vec<Managed<ExportForm>>,
    pub(crate) masking: Option<Managed<Masking>>,
    pub(crate) exports_folder: Option<Managed<PathBuf>>,
    pub(crate) proxy: Option<Managed<String>>,
    pub(crate) ca_file: Option<Managed<PathBuf>>,
    pub(crate) offline: Option<Managed<bool>>,
    pub(crate) update: Option<Managed<Update>>,
}

impl InForce {
    /// Adds the rules of one more file; those of earlier ones win.
    pub(super) fn add(&mut self, rules: Rules, by: &SetBy) {
        for form in rules.forbidden {
            if self.forbidden.iter().all(|known| known.value != form) {
                self.forbidden.push(Managed::of(form, by));
            }
        }
        put(&mut self.masking, rules.masking, by);
        put(&mut self.exports_folder, rules.exports_folder, by);
        put(&mut self.proxy, rules.proxy, by);
        put(&mut self.ca_file, rules.ca_file, by);
        put_stricter(&mut self.offline, rules.offline, by, |offline| *offline);
        put_stricter(&mut self.update, rules.update, by, |update| {
            *update == Update::Forbidden
        });
    }

    /// What is in force while a file is not understood: nothing is asked of the cloud. Operations are denied besides.
    pub(super) fn closed(by: &SetBy) -> Self {
        Self {
            offline: Some(Managed::of(true, by)),
            update: Some(Managed::of(Update::Forbidden, by)),
            ..Self::default()
        }
    }

    /// Why events cannot leave in a form; none where they can.
    pub(crate) fn refusal(&self, form: ExportForm) -> Option<Reason> {
        let name = form.name();
        if let Some(forbidden) = self.forbidden.iter().find(|forbidden| forbidden.value == form) {
            return Some(forbidden.by_member(
                FORBIDDEN_FORMATS,
                &["禁止 ", name].concat(),
                &["forbids ", name].concat(),
            ));
        }
        let masking = self.masking.as_ref().filter(|_| !form.can_mask())?;
        let way = masking.value.name();
        Some(masking.by_member(
            MASKING,
            &["要求脱敏（", way, "），而 ", name, " 无法脱敏"].concat(),
            &["demands masking (", way, "), and ", name, " cannot be masked"].concat(),
        ))
    }

    /// Why a picture of names cannot be saved; none where it can.
    pub(crate) fn picture_refusal(&self) -> Option<Reason> {
        let masking = self.masking.as_ref()?;
        let way = masking.value.name();
        Some(masking.by_member(
            MASKING,
            &["要求脱敏（", way, "），而图片无法脱敏"].concat(),
            &["demands masking (", way, "), and pictures cannot be masked"].concat(),
        ))
    }

    /// Whether a form is named as forbidden, whatever masking means for it.
    pub(super) fn forbids(&self, form: ExportForm) -> bool {
        self.forbidden.iter().any(|forbidden| forbidden.value == form)
    }

    /// Who makes a form impossible.
    pub(crate) fn refused_by(&self, form: ExportForm) -> Option<&SetBy> {
        let forbidden = self.forbidden.iter().find(|forbidden| forbidden.value == form);
        let masking = self.masking.as_ref().filter(|_| !form.can_mask());
        forbidden
            .map(|forbidden| &forbidden.by)
            .or(masking.map(|masking| &masking.by))
    }

    /// Why nobody may look for a newer version; none where they may.
    pub(crate) fn update_refusal(&self) -> Option<Reason> {
        let update = self.update.as_ref()?;
        (update.value == Update::Forbidden).then(|| update.by_member(UPDATE, "为 forbidden", "is forbidden"))
    }

    /// Why nothing is asked of the cloud, where a policy says so.
    pub(crate) fn offline_reason(&self) -> Option<Reason> {
        let offline = self.offline.as_ref()?;
        offline
            .value
            .then(|| offline.by_member(OFFLINE, "为 true", "is true"))
    }

    /// What masking is demanded.
    pub(crate) fn masking_reason(&self) -> Option<Reason> {
        let masking = self.masking.as_ref()?;
        let way = masking.value.name();
        Some(masking.by_member(MASKING, &["为 ", way].concat(), &["is ", way].concat()))
    }

    /// Why the exports folder stays as it is.
    pub(crate) fn folder_reason(&self) -> Option<Reason> {
        let folder = self.exports_folder.as_ref()?;
        let shown = folder.value.display().to_string();
        Some(folder.by_member(
            EXPORTS_FOLDER,
            &["为 ", &shown].concat(),
            &["is ", &shown].concat(),
        ))
    }

    /// Why the file of certificates stays as it is.
    pub(crate) fn ca_file_reason(&self) -> Option<Reason> {
        let file = self.ca_file.as_ref()?;
        let shown = file.value.display().to_string();
        Some(file.by_member(CA_FILE, &["为 ", &shown].concat(), &["is ", &shown].concat()))
    }

    /// What is set, by the names of members, as text; forbidden formats stand by themselves.
    pub(crate) fn texts(&self) -> Vec<(&'static str, Managed<String>)> {
        fn text<T>(of: Option<&Managed<T>>, text: impl Fn(&T) -> String) -> Option<Managed<String>> {
            of.map(|managed| Managed::of(text(&managed.value), &managed.by))
        }
        let path = |path: &PathBuf| path.display().to_string();
        [
            (MASKING, text(self.masking.as_ref(), |way| way.name().to_owned())),
            (EXPORTS_FOLDER, text(self.exports_folder.as_ref(), path)),
            (PROXY, text(self.proxy.as_ref(), Clone::clone)),
            (CA_FILE, text(self.ca_file.as_ref(), path)),
            (OFFLINE, text(self.offline.as_ref(), bool::to_string)),
            (
                UPDATE,
                text(self.update.as_ref(), |update| update.name().to_owned()),
            ),
        ]
        .into_iter()
        .filter_map(|(name, managed)| Some((name, managed?)))
        .collect()
    }
}

impl<T> Managed<T> {
    fn of(value: T, by: &SetBy) -> Self {
        Self {
            value,
            by: by.clone(),
        }
    }

    /// What the member that sets it says.
    fn by_member(&self, member: &str, zh: &str, en: &str) -> Reason {
        let member = [super::rules::SETTINGS, ".", member].concat();
        Reason::of(
            self.by.path.as_ref(),
            &[&member, " ", zh].concat(),
            &[&member, " ", en].concat(),
        )
    }
}

fn put<T>(own: &mut Option<Managed<T>>, value: Option<T>, by: &SetBy) {
    if own.is_none() {
        *own = value.map(|value| Managed::of(value, by));
    }
}

/// A value that forbids more wins, whichever file it stands in.
fn put_stricter<T>(
    own: &mut Option<Managed<T>>,
    value: Option<T>,
    by: &SetBy,
    is_strict: impl Fn(&T) -> bool,
) {
    if value.as_ref().is_some_and(&is_strict) && own.as_ref().is_some_and(|own| !is_strict(&own.value)) {
        *own = None;
    }
    put(own, value, by);
}
