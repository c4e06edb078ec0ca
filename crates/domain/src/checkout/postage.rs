//! What sending parcels costs the shopper.

use crate::money::{Money, MoneyError};

/// What sending costs, and from what value of goods it costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShippingRate {
    /// What it costs, in however many parcels.
    pub parcel: Money,
    /// From this value of goods on it costs nothing.
    pub free_from: Money,
}

/// What each parcel costs the shopper, given the goods in each; nothing for groups in which nothing is sent.
///
/// She pays for sending once, however many parcels the shop makes of it, and all that is sent counts towards free
/// shipping: where her goods lie is not her concern. The price is split over the parcels by their value, to the cent.
///
/// # Errors
/// As [`Money::sum`].
pub fn postage(rate: ShippingRate, sent: &[Money]) -> Result<Vec<Money>, MoneyError> {
    let nothing = Money::zero(rate.parcel.currency);
    let goods = Money::sum(sent.iter().copied(), rate.parcel.currency)?;
    let price = if goods.is_zero() || goods.minor >= rate.free_from.minor { nothing } else { rate.parcel };
    let weights: Vec<u32> = sent.iter().map(|goods| u32::try_from(goods.minor).unwrap_or(u32::MAX)).collect();
    Ok(if price.is_zero() { vec![nothing; sent.len()] } else { price.allocate(&weights) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn she_pays_once_however_many_parcels_there_are() {
        let eur = |minor| Money::new(minor, Currency::Eur);
        let rate = ShippingRate { parcel: eur(490), free_from: eur(5_000) };
        let cases: [(&[i64], &[i64]); 5] = [
            (&[], &[]),
            (&[950], &[490]),
            (&[950, 0, 950], &[245, 0, 245]),
            (&[1_000, 2_000], &[163, 327]),
            (&[2_500, 2_500], &[0, 0]),
        ];
        for (goods, then) in cases {
            let goods: Vec<Money> = goods.iter().map(|minor| eur(*minor)).collect();
            let postage = postage(rate, &goods).unwrap();
            assert_eq!(postage.iter().map(|it| it.minor).collect::<Vec<_>>(), then, "{goods:?}");
        }
    }
}
