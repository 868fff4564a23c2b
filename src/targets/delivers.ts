/** The powers of a target that takes everything that can be delivered. */
export const DELIVERS = {
  create: true,
  ack: true,
  release: true,
  resolve: true,
  escalate: true,
  note: true,
  update: true,
} as const;
