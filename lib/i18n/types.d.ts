import type { Locale } from "./config";
import type access from "./messages/az/access.json";
import type audit from "./messages/az/audit.json";
import type auth from "./messages/az/auth.json";
import type catalogue from "./messages/az/catalogue.json";
import type common from "./messages/az/common.json";
import type companies from "./messages/az/companies.json";
import type dashboard from "./messages/az/dashboard.json";
import type doctors from "./messages/az/doctors.json";
import type errors from "./messages/az/errors.json";
import type fatal from "./messages/az/fatal.json";
import type fleet from "./messages/az/fleet.json";
import type fleetJobs from "./messages/az/fleetJobs.json";
import type fleetReference from "./messages/az/fleetReference.json";
import type impersonation from "./messages/az/impersonation.json";
import type letters from "./messages/az/letters.json";
import type master from "./messages/az/master.json";
import type onboarding from "./messages/az/onboarding.json";
import type overview from "./messages/az/overview.json";
import type palette from "./messages/az/palette.json";
import type people from "./messages/az/people.json";
import type plans from "./messages/az/plans.json";
import type publicPages from "./messages/az/public.json";
import type reference from "./messages/az/reference.json";
import type removal from "./messages/az/removal.json";
import type secondFactor from "./messages/az/secondFactor.json";
import type settings from "./messages/az/settings.json";
import type setup from "./messages/az/setup.json";
import type shell from "./messages/az/shell.json";
import type subscriptions from "./messages/az/subscriptions.json";
import type ui from "./messages/az/ui.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: {
      access: typeof access;
      audit: typeof audit;
      auth: typeof auth;
      catalogue: typeof catalogue;
      common: typeof common;
      companies: typeof companies;
      dashboard: typeof dashboard;
      doctors: typeof doctors;
      errors: typeof errors;
      fatal: typeof fatal;
      fleet: typeof fleet;
      fleetJobs: typeof fleetJobs;
      fleetReference: typeof fleetReference;
      impersonation: typeof impersonation;
      letters: typeof letters;
      master: typeof master;
      onboarding: typeof onboarding;
      overview: typeof overview;
      palette: typeof palette;
      people: typeof people;
      plans: typeof plans;
      public: typeof publicPages;
      reference: typeof reference;
      removal: typeof removal;
      secondFactor: typeof secondFactor;
      settings: typeof settings;
      setup: typeof setup;
      shell: typeof shell;
      subscriptions: typeof subscriptions;
      ui: typeof ui;
    };
  }
}
