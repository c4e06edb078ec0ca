/** Rows of stores.csv. */
import { HOLIDAYS, HOURS, MINUTES_PER_ORDER, SENDS, stores, warehouse } from './stores.mjs';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const HEADER = [
  'Code', 'Name', 'Kind', 'Street', 'Postal Code', 'City', 'Country', 'Latitude', 'Longitude', 'Time Zone', 'Phone', 'E-mail', 'Services',
  ...DAYS, 'Holidays', 'Pickup Lead Minutes', 'Slot Capacity', 'Directions', 'Safety Stock',
  'Ship From Store', 'Parcel Minutes', 'Parcel Cost', 'Cut-off', 'Curbside Capacity', 'Minutes per Order',
];

/** Header and all rows, the warehouse last. */
export function storeRows() {
  return [HEADER, ...stores.map((store) => row(store, 'store')), row(warehouse, 'warehouse')];
}

function row(place, kind) {
  const [latitude, longitude] = place.at;
  const mail = kind === 'store' ? `${place.code}@ondee.example` : '';
  const hours = HOURS[place.hours] ?? fail(`no hours ${place.hours}`);
  const holidays = HOLIDAYS[place.country] ?? fail(`no holidays ${place.country}`);
  return [
    place.code, place.name, kind, place.street, place.postal, place.city, place.country, latitude.toFixed(4), longitude.toFixed(4), place.zone,
    place.phone, mail, place.services, ...hours, holidays, place.lead, place.slots, place.directions, place.safety,
    ...(SENDS[place.code] ?? ['', '', '']), place.cutOff ?? '', kerb(place), kind === 'store' ? MINUTES_PER_ORDER[place.size] : '',
  ];
}

/** Bays at the kerb are fewer than hands at the counter. */
function kerb(place) {
  return place.services.includes('curbside') ? Math.ceil(place.slots / 3) : '';
}

function fail(why) {
  throw new Error(why);
}
