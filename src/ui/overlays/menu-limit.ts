/** A menu has as many entries as there are digits to choose them by. */
export const MENU_LIMIT = 9;
