package io.tenancy.server.api;

/** Cells of tables that a spreadsheet opens. */
final class FormulaSafe {
    private static final String STARTS = "=+-@\t\r\n";

    private FormulaSafe() {}

    /**
     * The text, with an apostrophe in front where a spreadsheet would take it for a formula (OWASP, CSV injection). A text that
     * begins with an apostrophe gets another one, so that taking one away gives back every text.
     */
    static String cell(String text) {
        boolean isRisky = !text.isEmpty() && (STARTS.indexOf(text.charAt(0)) >= 0 || text.charAt(0) == '\'');
        return isRisky ? "'" + text : text;
    }
}
