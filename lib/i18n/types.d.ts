import type { Locale } from "./config";
import type auth from "./messages/az/auth.json";
import type common from "./messages/az/common.json";
import type dashboard from "./messages/az/dashboard.json";
import type doctors from "./messages/az/doctors.json";
import type errors from "./messages/az/errors.json";
import type fatal from "./messages/az/fatal.json";
import type onboarding from "./messages/az/onboarding.json";
import type publicPages from "./messages/az/public.json";
import type reference from "./messages/az/reference.json";
import type settings from "./messages/az/settings.json";
import type setup from "./messages/az/setup.json";
import type shell from "./messages/az/shell.json";
import type ui from "./messages/az/ui.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: {
      auth: typeof auth;
      common: typeof common;
      dashboard: typeof dashboard;
      doctors: typeof doctors;
      errors: typeof errors;
      fatal: typeof fatal;
      onboarding: typeof onboarding;
      public: typeof publicPages;
      reference: typeof reference;
      settings: typeof settings;
      setup: typeof setup;
      shell: typeof shell;
      ui: typeof ui;
    };
  }
}
