export const subscriptionsPath = "/master-admin/subscriptions";
