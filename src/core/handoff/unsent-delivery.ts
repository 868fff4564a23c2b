/** What was to be sent to others and is not there, or not yet. Times are Unix ms. */
export interface UnsentDelivery {
  readonly delivery: string;
  readonly title: string;
  readonly target: string;
  readonly state: 'waiting' | 'failed' | 'expired' | 'sent';
  readonly attempts: number;
  readonly by: string;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly reason?: string;
}
