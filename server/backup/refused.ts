/** Thrown when a backup cannot be made, or one may not be restored. Nothing has been changed. */
export class BackupRefused extends Error {}
