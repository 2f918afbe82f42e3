/** An amount in whole minor units (qəpik for AZN) of a currency (ISO 4217). */
export type Money = { readonly minor: number; readonly currency: string };

export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/** @throws RangeError for anything but a whole number of minor units that JavaScript can hold exactly */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is not a whole number of minor units`);
  if (!isCurrency(currency)) throw new RangeError(`"${currency}" is not an ISO 4217 code`);
  return { minor: minor + 0, currency };
}

/** @throws RangeError for two currencies: there is no such sum */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not add up`);
  return money(a.minor + b.minor, a.currency);
}

export function sumMoney(amounts: Iterable<Money>, currency: string): Money {
  let sum = money(0, currency);
  for (const amount of amounts) sum = addMoney(sum, amount);
  return sum;
}
