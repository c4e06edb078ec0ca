//! Placing an order: one transaction checks what the shopper saw, takes the stock and the slots, writes the order and
//! begins the next bag. A card is asked for afterwards, with no transaction open; see [`crate::payments`].

use api::{
    checkout::{Collection, PaymentChoice, PlaceOrder},
    orders::SentBy,
    payments::WAITING_MOST,
    problem::Rejection,
};
use domain::{
    cart::{LineKey, Receive},
    checkout::{Charge, DeliveryAddress, Group, Part, PaymentMethod, ShippingMethod, Slot},
    id::{LocationCode, OrderNumber},
    money::Money,
    orders::{GroupState, PaymentState},
};
use jiff::Timestamp;
use serde::Serialize;

use super::{
    again, mail, number, payment,
    store::{self, GroupRow, LineRow, OrderRow},
    view,
};
use crate::{
    app::App,
    cart::service::{self as cart, Contents},
    checkout::{self, Asked, Draft, record, slots},
    db::Tx,
    error::Error,
    idempotency::{IdempotencyKey, Once},
    inventory::{
        holds::{self, Held},
        service::{self as inventory, Because},
    },
    mail::Language,
    payments,
    session::Shopper,
};

/// Who orders, the language she is written in, and the address she reaches the shop at.
#[derive(Clone, Copy)]
pub(super) struct By<'a> {
    pub(super) shopper: &'a Shopper,
    pub(super) lang: Language,
    pub(super) public_url: &'a str,
}

/// What is ordered.
#[derive(Clone, Copy)]
pub(super) enum What<'a> {
    /// What is in the bag.
    Bag,
    /// What an order of hers had, whatever is in the bag.
    Again(&'a OrderNumber),
}

/// The goods of an order to be, and the bag they come from, if they do.
struct Goods {
    bag: Option<Contents>,
    lines: Vec<(LineKey, u32)>,
    held: Held,
}

/// What became of the first transaction.
enum Placed {
    /// It was placed and answered before.
    Before(OrderNumber),
    /// It is placed; a card is still to be asked.
    Card(OrderNumber),
    /// It is placed.
    Done(OrderNumber),
}

/// Places an order, once for each key.
///
/// # Errors
/// What the shopper saw is no longer so ([`Rejection`]), a field is missing or wrong, or the card was declined.
pub(super) async fn place(
    app: &App,
    by: By<'_>,
    what: What<'_>,
    key: IdempotencyKey,
    body: &PlaceOrder,
) -> Result<OrderNumber, Error> {
    let By { shopper, .. } = by;
    let Some(word) = key.0.clone() else {
        return Err(Error::invalid(
            "Idempotency-Key",
            "this header is needed: new for each order, the same when it is sent again",
        ));
    };
    payments::check(&body.payment, shopper.account_id().is_some())?;
    let (once, request) = &match what {
        What::Bag => (key.once(app, "place order", &shopper.id, body)?, format!("{}:{word}", shopper.id)),
        What::Again(number) => {
            let who = format!("{}:{number}", shopper.id);
            (key.once(app, "order again", &who, body)?, format!("{who}:{word}"))
        }
    };
    let placed =
        app.db.write(|mut tx| async move { take(&mut tx, app, by, what, (once, request), body).await }).await?;
    let (Placed::Before(number) | Placed::Card(number) | Placed::Done(number)) = &placed;
    inventory::refresh_after(app, number.as_str()).await?;
    match placed {
        Placed::Before(number) | Placed::Done(number) => Ok(number),
        Placed::Card(number) => payments::begin(app, &number, &shopper.id, Some(once)).await.map(|()| number),
    }
}

/// The first transaction: everything, or nothing at all.
async fn take(
    tx: &mut Tx,
    app: &App,
    by: By<'_>,
    what: What<'_>,
    (once, request): (&Once, &str),
    body: &PlaceOrder,
) -> Result<Placed, Error> {
    if let Some(number) = once.replay(tx).await? {
        return Ok(Placed::Before(number));
    }
    // The server went down after an earlier try, before the card was answered for.
    if let Some(number) = store::placed_by(tx, request).await? {
        return Ok(Placed::Card(number));
    }
    let goods = goods(tx, app, by.shopper, what).await?;
    few_wait(tx, by.shopper, &body.payment).await?;
    let draft = agreed(app, &goods, body)?;
    let collections = collections(app, &draft.groups, body)?;
    let number = write(tx, app, by, request, body, &draft, &collections).await?;
    let because = Because { reference: number.as_str(), actor: &by.shopper.id };
    let lines = draft.wishes();
    let bundles = app.availability().bundles();
    inventory::remember(tx, &bundles, number.as_str(), &lines).await?;
    let pieces = bundles.pieces(&lines);
    let short = match &goods.bag {
        Some(bag) => holds::claim(tx, app, &bag.cart, &pieces, because).await?,
        None => inventory::take(tx, app, &pieces, because).await?,
    };
    if !short.is_empty() {
        let short = inventory::explain(&bundles, &lines, short);
        let problems = short.into_iter().map(checkout::problem).collect();
        return Err(Error::rejected(Rejection::Plan { problems }));
    }
    take_slots(tx, app, &draft.groups, &collections).await?;
    if let Some(bag) = &goods.bag {
        cart::order(tx, app, &bag.cart).await?;
        if let Some(from) = bag.from.as_ref().filter(|from| from.counts(app.clock.now())) {
            store::attribute(tx, &number, from).await?;
        }
    }
    if body.payment != PaymentChoice::InStore {
        return Ok(Placed::Card(number));
    }
    mail::placed(tx, app, &number).await?;
    once.keep(tx, &number).await?;
    Ok(Placed::Done(number))
}

/// The goods she wants, and her bag for nobody else to change until the transaction ends.
async fn goods(tx: &mut Tx, app: &App, shopper: &Shopper, what: What<'_>) -> Result<Goods, Error> {
    if let What::Again(number) = what {
        return Ok(Goods { bag: None, lines: again::lines(tx, number).await?, held: Held::default() });
    }
    let bag = cart::lock(tx, app, &shopper.id).await?.ok_or_else(|| Error::rejected(Rejection::EmptyBag))?;
    let held = holds::of(tx, &bag.cart).await?;
    Ok(Goods { lines: bag.lines.clone(), held, bag: Some(bag) })
}

/// Whether another order may wait to be paid: each keeps goods and slots from others, for nothing as yet.
async fn few_wait(tx: &mut Tx, shopper: &Shopper, payment: &PaymentChoice) -> Result<(), Error> {
    if *payment == PaymentChoice::InStore {
        return Ok(());
    }
    let numbers = store::unpaid(tx, &shopper.id, shopper.account_id()).await?;
    if numbers.len() < WAITING_MOST {
        return Ok(());
    }
    Err(Error::rejected(Rejection::TooManyUnpaid { numbers }))
}

/// The goods as a plan, if it is what the shopper saw: the same bag, the same total, all of it on offer.
fn agreed(app: &App, goods: &Goods, body: &PlaceOrder) -> Result<Draft, Error> {
    if goods.lines.is_empty() {
        return Err(Error::rejected(Rejection::EmptyBag));
    }
    if goods.bag.as_ref().is_some_and(|bag| bag.seq != body.seq) {
        return Err(Error::rejected(Rejection::BagChanged));
    }
    // Where parcels leave from depends on what there is; whether it still is, the database says when it is taken.
    let draft = checkout::draft(app, &goods.lines, &Asked::order(body)?, &goods.held)?;
    let problems = draft.problems();
    if !problems.is_empty() {
        return Err(Error::rejected(Rejection::Plan { problems }));
    }
    let now = draft.bill.total;
    if now != body.total {
        return Err(Error::rejected(Rejection::TotalChanged { now }));
    }
    let ships = draft.groups.iter().any(|group| group.receive == Receive::Ship);
    if ships && body.address.is_none() {
        return Err(Error::invalid("address", "needed, because something is sent"));
    }
    if !checkout::payment(&draft.groups).contains(&method(&body.payment)) {
        let ways =
            if ships { "parcels are paid by card" } else { "what is only reserved to be tried is paid in the store" };
        return Err(Error::invalid("payment.method", ways));
    }
    Ok(draft)
}

/// The collection of each group, in the groups' order; nothing for parcels.
fn collections<'b>(app: &App, groups: &[Group], body: &'b PlaceOrder) -> Result<Vec<Option<&'b Collection>>, Error> {
    for (index, collection) in body.collections.iter().enumerate() {
        let field = || format!("collections[{index}].receive");
        if !groups.iter().any(|group| group.receive == collection.receive) || collection.receive == Receive::Ship {
            return Err(Error::invalid(field(), "nothing in the bag is collected this way"));
        }
        if body.collections[..index].iter().any(|it| it.receive == collection.receive) {
            return Err(Error::invalid(field(), "is there twice"));
        }
        if matches!(collection.receive, Receive::Curbside { .. }) && collection.vehicle.is_none() {
            return Err(Error::invalid(format!("collections[{index}].vehicle"), "needed for curbside pickup"));
        }
    }
    (0..).zip(groups).map(|(place, group)| collection_of(app, place, group, body)).collect()
}

fn collection_of<'b>(
    app: &App,
    place: u32,
    group: &Group,
    body: &'b PlaceOrder,
) -> Result<Option<&'b Collection>, Error> {
    let Some(code) = group.receive.store() else { return Ok(None) };
    let Some(collection) = body.collections.iter().find(|it| it.receive == group.receive) else {
        return Err(Error::invalid("collections", format_args!("one is needed for what is collected at {code}")));
    };
    check_slot(app, code, collection.slot, place)?;
    Ok(Some(collection))
}

/// Whether a store offers a slot at all. `group` is what the refusal names.
pub(super) fn check_slot(app: &App, code: &LocationCode, slot: Slot, group: u32) -> Result<(), Error> {
    let (locations, now) = (app.locations(), app.clock.now());
    let store = locations.store(code).ok_or_else(|| Error::not_found("store"))?;
    let offered = domain::checkout::slots(&store.location, &store.zone, now, store.waiting());
    if offered.is_empty() {
        return Err(Error::rejected(Rejection::StoreClosed { group }));
    }
    if offered.contains(&slot) { Ok(()) } else { Err(Error::rejected(Rejection::SlotGone { group })) }
}

/// Whether an address names its country as ISO 3166-1 does.
pub(super) fn check_country(address: &DeliveryAddress, field: &str) -> Result<(), Error> {
    let country = address.country.as_str();
    if country.len() == 2 && country.bytes().all(|it| it.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(Error::invalid(field, "must be two capital letters, such as DE"))
}

/// Takes a place in each slot, in the one order in which everybody takes them.
async fn take_slots(
    tx: &mut Tx,
    app: &App,
    groups: &[Group],
    collections: &[Option<&Collection>],
) -> Result<(), Error> {
    let locations = app.locations();
    let mut wanted: Vec<(&LocationCode, Slot, &Receive, u32)> = (0..)
        .zip(groups)
        .zip(collections)
        .filter_map(|((place, group), collection)| Some((&group.location, (*collection)?.slot, &group.receive, place)))
        .collect();
    wanted.sort();
    for (code, slot, receive, group) in wanted {
        let capacity = locations.store(code).map_or(0, |place| place.location.capacity(receive));
        if !slots::take(tx, receive, slot, capacity).await? {
            return Err(Error::rejected(Rejection::SlotGone { group }));
        }
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    app: &App,
    by: By<'_>,
    request: &str,
    body: &PlaceOrder,
    draft: &Draft,
    collections: &[Option<&Collection>],
) -> Result<OrderNumber, Error> {
    let now = app.clock.now();
    let number = loop {
        let number = number::new(&app.ids)?;
        if store::insert(tx, &order_row(app, by, &number, body)?, request).await? {
            break number;
        }
    };
    let (groups, lines) = (group_rows(app, draft, collections)?, line_rows(draft)?);
    store::insert_parts(tx, &number, &groups, &lines).await?;
    record::keep_taxes(tx, &number, &draft.bill.tax).await?;
    for group in &groups {
        store::note(tx, app.ids.id(), &number, group.place, GroupState::Placed, now, &by.shopper.id).await?;
    }
    store::grant(tx, &number, &by.shopper.id, now).await?;
    let order = payment::lock(tx, &number).await?;
    payments::open(tx, app, &order, &body.payment, &format!("{}/orders/{number}", by.public_url)).await?;
    Ok(number)
}

fn order_row(app: &App, by: By<'_>, number: &OrderNumber, body: &PlaceOrder) -> Result<OrderRow, Error> {
    let payment = match &body.payment {
        PaymentChoice::InStore => PaymentState::DueInStore,
        PaymentChoice::Card { .. } | PaymentChoice::Saved { .. } => PaymentState::Pending,
    };
    // At the provider's page she takes her time, but not for ever.
    let waits = matches!(body.payment, PaymentChoice::Card { token: None, .. });
    let until = waits.then(|| app.clock.now() + app.config.payment_terms.wait());
    Ok(OrderRow {
        number: number.as_str().to_owned(),
        seq: 1,
        session: by.shopper.id.clone(),
        account: by.shopper.account_id().map(str::to_owned),
        lang: Some(by.lang.tag().to_owned()),
        placed_at: app.clock.now().as_millisecond(),
        name: body.contact.name.as_str().to_owned(),
        email: body.contact.email.as_str().to_owned(),
        phone: body.contact.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        address: body.address.as_ref().map(json).transpose()?,
        currency: body.total.currency.code().to_owned(),
        method: view::method_word(method(&body.payment)).to_owned(),
        payment: payment.word().to_owned(),
        payment_until: until.map(Timestamp::as_millisecond),
        payment_trouble: None,
        // Said by its bag, when that is sealed.
        partner: None,
        placement: None,
    })
}

fn group_rows(app: &App, draft: &Draft, collections: &[Option<&Collection>]) -> Result<Vec<GroupRow>, Error> {
    let parts = draft.bill.groups.iter().zip(&draft.sent_by).zip(collections);
    let rows = (0..).zip(&draft.groups).zip(parts).map(|((place, group), ((charge, method), collection))| {
        let sending = method.as_ref().map(|method| sending(app, &group.location, method)).transpose()?;
        group_row(place, group, charge, sending.unwrap_or_default(), *collection)
    });
    rows.collect()
}

fn group_row(
    place: i64,
    group: &Group,
    charge: &Charge,
    Sending { sent_by, arrives_first, arrives_last }: Sending,
    collection: Option<&Collection>,
) -> Result<GroupRow, Error> {
    let with_tax = |amount: Money, tax: Money| amount.checked_add(tax).map_err(Error::internal);
    let slot = collection.map(|it| it.slot);
    let vehicle =
        collection.filter(|it| matches!(it.receive, Receive::Curbside { .. })).and_then(|it| it.vehicle.as_ref());
    Ok(GroupRow {
        place,
        receive: json(&group.receive)?,
        location: group.location.as_str().to_owned(),
        state: GroupState::Placed.word().to_owned(),
        // What she pays for them, with whatever is added or taken off: the money that moves later is their sum.
        goods: with_tax(charge.goods, charge.goods_tax)?.minor,
        shipping: with_tax(charge.shipping, charge.shipping_tax)?.minor,
        slot_starts: slot.map(|it| it.starts.as_millisecond()),
        slot_ends: slot.map(|it| it.ends.as_millisecond()),
        vehicle: vehicle.map(json).transpose()?,
        arrival: None,
        collector: None,
        sent_by,
        arrives_first,
        arrives_last,
    })
}

/// How and when a parcel comes, as the database keeps it; nothing of what is collected.
#[derive(Debug, Default)]
pub(super) struct Sending {
    pub(super) sent_by: Option<String>,
    pub(super) arrives_first: Option<i64>,
    pub(super) arrives_last: Option<i64>,
}

/// What she is promised of a parcel that leaves a place by a method, if it is ordered now.
pub(super) fn sending(app: &App, from: &LocationCode, method: &ShippingMethod) -> Result<Sending, Error> {
    let arrives = app.locations().get(from).and_then(|place| checkout::arrives(place, method.days, app.clock.now()));
    Ok(Sending {
        sent_by: Some(json(&SentBy { code: method.code.clone(), name: method.name.clone() })?),
        arrives_first: arrives.as_ref().map(|(first, _)| first.at.as_millisecond()),
        arrives_last: arrives.as_ref().map(|(_, last)| last.at.as_millisecond()),
    })
}

/// The lines in the bag's order, so that a bag that is put back is as it was; one that is sent in several parcels is
/// a line for each.
fn line_rows(draft: &Draft) -> Result<Vec<LineRow>, Error> {
    let parts = (0..).zip(&draft.groups).flat_map(|(place, group)| group.parts.iter().map(move |part| (place, part)));
    let mut parts: Vec<(i64, &Part)> = parts.collect();
    parts.sort_by_key(|(place, part)| (part.line, *place));
    let row = |(place, part): (i64, &Part)| {
        let line = &draft.lines[part.line];
        Ok(LineRow {
            place,
            sku: line.line.sku.as_str().to_owned(),
            quantity: i64::from(part.quantity),
            price: line.item.price.minor,
            item: json(&line.item)?,
        })
    };
    parts.into_iter().map(row).collect()
}

fn method(choice: &PaymentChoice) -> PaymentMethod {
    match choice {
        PaymentChoice::InStore => PaymentMethod::InStore,
        PaymentChoice::Card { .. } | PaymentChoice::Saved { .. } => PaymentMethod::Card,
    }
}

/// As the database keeps it.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(Error::internal)
}
