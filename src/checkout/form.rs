//! What the shopper fills in, and turning it into an order: every field is parsed with the domain's own rules.

use crate::{
    browser,
    i18n::{Locale, td_string},
};
use api::checkout::{AskPlan, ChosenMethod, Collection, PaymentChoice, PlaceOrder, PlanAddress, PlanView, Remembered};
use domain::{
    cart::Receive,
    checkout::{Contact, DeliveryAddress, PaymentMethod, Slot, Vehicle},
    money::Money,
    text::{Email, Line, LineError},
};
use leptos::prelude::*;

/// The fields of the checkout as signals. Lives as long as the page, so that a new plan loses nothing.
#[derive(Debug, Clone, Copy)]
pub struct CheckoutForm {
    /// Name as said at the counter.
    pub name: RwSignal<String>,
    /// Where order news go.
    pub email: RwSignal<String>,
    /// For the driver or the counter.
    pub phone: RwSignal<String>,
    /// Street and number.
    pub street: RwSignal<String>,
    /// Flat, floor, company.
    pub extra: RwSignal<String>,
    /// Postal code.
    pub postal_code: RwSignal<String>,
    /// The postal code when she had left its field: the price of sending does not follow every letter.
    pub settled_code: RwSignal<String>,
    /// City.
    pub city: RwSignal<String>,
    /// Country code.
    pub country: RwSignal<String>,
    /// What staff look for at the kerb.
    pub vehicle: RwSignal<String>,
    /// Number plate.
    pub plate: RwSignal<String>,
    /// The slots chosen, by group; the last choice of a group counts.
    pub slots: RwSignal<Vec<(Receive, Slot)>>,
    /// How parcels are sent, where she chose.
    pub methods: RwSignal<Vec<ChosenMethod>>,
    /// How it is paid.
    pub method: RwSignal<Option<PaymentMethod>>,
    /// The saved way of paying that is chosen, by its id; before any other card.
    pub saved: RwSignal<Option<String>>,
    /// Whether the provider may keep the card for the next time.
    pub keep_card: RwSignal<bool>,
    /// What stands for a card at the built-in test provider.
    pub test_card: RwSignal<String>,
    /// What is wrong, by the field's path in the request.
    pub errors: RwSignal<Vec<(String, String)>>,
    /// Why the last attempt came to nothing. A declined card puts the bag back, which makes a new plan: this must outlive it.
    pub refused: RwSignal<Option<String>>,
    /// The total the shopper has seen and not objected to.
    pub seen: RwSignal<Option<Money>>,
}

impl CheckoutForm {
    /// With nothing filled in.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "it makes signals, so the place where it is made matters")]
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            name: empty(),
            email: empty(),
            phone: empty(),
            street: empty(),
            extra: empty(),
            postal_code: empty(),
            settled_code: empty(),
            city: empty(),
            country: RwSignal::new("DE".to_owned()),
            vehicle: empty(),
            plate: empty(),
            slots: RwSignal::new(Vec::new()),
            methods: RwSignal::new(Vec::new()),
            method: RwSignal::new(None),
            saved: RwSignal::new(None),
            keep_card: RwSignal::new(false),
            test_card: RwSignal::new("test-approve".to_owned()),
            errors: RwSignal::new(Vec::new()),
            refused: RwSignal::new(None),
            seen: RwSignal::new(None),
        }
    }

    /// Fills in what the shopper said the last time, where she has not said anything yet.
    pub fn remember(self, said: &Remembered) {
        let fill = |field: RwSignal<String>, text: Option<&str>| {
            if let Some(text) = text.filter(|_| field.with_untracked(String::is_empty)) {
                field.set(text.to_owned());
            }
        };
        fill(self.name, said.name.as_deref());
        fill(self.email, Some(said.email.as_str()));
        fill(self.phone, said.phone.as_deref());
        if let Some(address) = said.address.as_ref().filter(|_| self.street.with_untracked(String::is_empty)) {
            self.street.set(address.street.to_string());
            self.extra.set(address.extra.as_ref().map(ToString::to_string).unwrap_or_default());
            self.postal_code.set(address.postal_code.to_string());
            self.settled_code.set(address.postal_code.to_string());
            self.city.set(address.city.to_string());
            self.country.set(address.country.to_string());
        }
        if let Some(vehicle) = &said.vehicle {
            fill(self.vehicle, Some(vehicle.description.as_str()));
            fill(self.plate, vehicle.plate.as_ref().map(Line::as_str));
        }
        if self.method.get_untracked().is_none() {
            self.method.set(said.method);
            self.saved.set(said.saved.first().map(|saved| saved.id.clone()));
        }
    }

    /// What the plan depends on, as far as she has said it; tracked. An address counts when its country and postal code can be one.
    #[must_use]
    pub fn asked(self) -> AskPlan {
        let country = self.country.with(|text| Line::parse(text)).ok();
        let to = country
            .map(|country| PlanAddress { country, postal_code: self.settled_code.with(|text| Line::parse(text)).ok() });
        AskPlan { to, methods: self.methods.get(), near: None }
    }

    /// What is wrong with the field at `path`; tracked.
    #[must_use]
    pub fn error(self, path: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.errors.with(|errors| errors.iter().find(|(field, _)| field == path).map(|(_, wrong)| wrong.clone()))
        })
    }

    /// The slot of a group: the one she chose while there is room, else the first with room; tracked.
    #[must_use]
    pub fn slot(self, plan: &PlanView, receive: &Receive) -> Option<Slot> {
        let group = plan.groups.iter().find(|group| group.receive == *receive)?;
        let free = |slot: &Slot| group.slots.iter().any(|offered| offered.free && offered.slot == *slot);
        let chosen = self
            .slots
            .with(|slots| slots.iter().rev().find(|(own, _)| own == receive).map(|(_, slot)| *slot))
            .filter(free);
        chosen.or_else(|| group.slots.iter().find(|offered| offered.free).map(|offered| offered.slot))
    }

    /// The payment in force: the one she chose while it is possible, else the first possible one; tracked.
    #[must_use]
    pub fn payment(self, plan: &PlanView) -> Option<PaymentMethod> {
        self.method.get().filter(|method| plan.payment.contains(method)).or(plan.payment.first().copied())
    }

    /// The address as filled in. What is wrong goes to [`CheckoutForm::errors`] and the first such field gets the focus.
    #[must_use]
    pub fn address(self, locale: Locale) -> Option<DeliveryAddress> {
        let mut reading = Reading { locale, errors: Vec::new() };
        let address = reading.address(self);
        self.tell(reading.errors);
        address
    }

    /// The car as filled in; see [`CheckoutForm::address`].
    #[must_use]
    pub fn vehicle(self, locale: Locale) -> Option<Vehicle> {
        let mut reading = Reading { locale, errors: Vec::new() };
        let vehicle = reading.vehicle(self);
        self.tell(reading.errors);
        vehicle
    }

    fn tell(self, errors: Vec<(String, String)>) {
        if let Some(path) = FIELDS.iter().find(|path| errors.iter().any(|(field, _)| field == *path)) {
            browser::focus(&element_id(path));
        }
        self.errors.set(errors);
    }

    /// Which card: one the provider keeps, one of the test provider's, or whichever she shows at the provider's page.
    fn card(self, plan: &PlanView) -> PaymentChoice {
        if let Some(id) = self.saved.get_untracked() {
            return PaymentChoice::Saved { id };
        }
        let token = self.test_card.get_untracked();
        let token = Some(token).filter(|token| plan.test_cards && token.as_str() != AT_THE_PROVIDER);
        PaymentChoice::Card { token, save: self.keep_card.get_untracked() }
    }

    /// The order as filled in, for `plan`. What is wrong goes to [`CheckoutForm::errors`] and the first such field gets the focus.
    #[must_use]
    pub fn order(self, locale: Locale, plan: &PlanView) -> Option<PlaceOrder> {
        let mut reading = Reading { locale, errors: Vec::new() };
        let contact = reading.contact(self);
        let ships = plan.groups.iter().any(|group| group.receive == Receive::Ship);
        let address = if ships { reading.address(self).map(Some) } else { Some(None) };
        let drives = plan.groups.iter().any(|group| matches!(group.receive, Receive::Curbside { .. }));
        let vehicle = if drives { reading.vehicle(self).map(Some) } else { Some(None) };
        let collections = untrack(|| {
            let collected = plan.groups.iter().filter(|group| group.receive != Receive::Ship);
            collected
                .map(|group| {
                    let vehicle =
                        vehicle.clone().flatten().filter(|_| matches!(group.receive, Receive::Curbside { .. }));
                    self.slot(plan, &group.receive).map(|slot| Collection {
                        receive: group.receive.clone(),
                        slot,
                        vehicle,
                    })
                })
                .collect::<Option<Vec<_>>>()
        });
        if collections.is_none() {
            reading.errors.push(("slot".to_owned(), td_string!(locale, checkout.wrong.no_slot).to_owned()));
        }
        let payment = match untrack(|| self.payment(plan)) {
            Some(PaymentMethod::InStore) => Some(PaymentChoice::InStore),
            Some(PaymentMethod::Card) => Some(self.card(plan)),
            None => None,
        };
        self.tell(reading.errors);
        Some(PlaceOrder {
            seq: plan.seq,
            total: plan.total,
            contact: contact?,
            address: address?,
            collections: collections?,
            payment: payment?,
            methods: self.methods.get_untracked(),
        })
        .filter(|_| vehicle.is_some())
    }
}

/// Stands for no test card: she pays at the provider's page.
pub const AT_THE_PROVIDER: &str = "";

/// The fields that can be wrong, in the order of the page.
const FIELDS: [&str; 9] = [
    "contact.name",
    "contact.email",
    "contact.phone",
    "address.street",
    "address.extra",
    "address.postal_code",
    "address.city",
    "vehicle.description",
    "vehicle.plate",
];

/// The id of the field with a path.
#[must_use]
pub fn element_id(path: &str) -> String {
    path.replace('.', "-")
}

/// Reads fields and collects what is wrong with them.
struct Reading {
    locale: Locale,
    errors: Vec<(String, String)>,
}

impl Reading {
    fn contact(&mut self, form: CheckoutForm) -> Option<Contact> {
        let name = self.line("contact.name", form.name);
        let email = form.email.with_untracked(|text| Email::parse(text));
        if email.is_err() {
            let message = td_string!(self.locale, checkout.wrong.email).to_owned();
            self.errors.push(("contact.email".to_owned(), message));
        }
        let phone = self.optional("contact.phone", form.phone);
        Some(Contact { name: name?, email: email.ok()?, phone: phone? })
    }

    fn address(&mut self, form: CheckoutForm) -> Option<DeliveryAddress> {
        let name = form.name.with_untracked(|text| Line::parse(text)).ok();
        let street = self.line("address.street", form.street);
        let extra = self.optional("address.extra", form.extra);
        let postal_code = self.line("address.postal_code", form.postal_code);
        let city = self.line("address.city", form.city);
        let country = self.line("address.country", form.country);
        Some(DeliveryAddress {
            name: name?,
            street: street?,
            extra: extra?,
            postal_code: postal_code?,
            city: city?,
            country: country?,
        })
    }

    fn vehicle(&mut self, form: CheckoutForm) -> Option<Vehicle> {
        let description = self.line("vehicle.description", form.vehicle);
        let plate = self.optional("vehicle.plate", form.plate);
        Some(Vehicle { description: description?, plate: plate? })
    }

    fn line<const MOST: usize>(&mut self, path: &str, text: RwSignal<String>) -> Option<Line<MOST>> {
        match text.with_untracked(|text| Line::parse(text)) {
            Ok(line) => Some(line),
            Err(why) => {
                let message = match why {
                    LineError::Empty => td_string!(self.locale, checkout.wrong.empty).to_owned(),
                    LineError::TooLong(most) => td_string!(self.locale, checkout.wrong.too_long, most = most),
                    LineError::Control => td_string!(self.locale, checkout.wrong.control).to_owned(),
                };
                self.errors.push((path.to_owned(), message));
                None
            }
        }
    }

    /// Nothing, or one line. `None` only when something is there and wrong.
    fn optional<const MOST: usize>(&mut self, path: &str, text: RwSignal<String>) -> Option<Option<Line<MOST>>> {
        if text.with_untracked(|text| text.trim().is_empty()) { Some(None) } else { self.line(path, text).map(Some) }
    }
}
