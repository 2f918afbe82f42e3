/** Code, city's code, names in Azerbaijani, English and Russian. The seed's one example. */
export const clinicRows = [
  ["BMK", "BAK", "Bakı Mərkəzi Klinika", "Baku Central Clinic", "Бакинская Центральная Клиника"],
] as const;
