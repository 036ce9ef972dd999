package io.github.cameljirasync.sandbox.priorityvote;

/**
 * What Priority.vote's documents leave open (priority-vote-facts.md), as one simulator has to decide it.
 *
 * @param errors        where the code of an error stands
 * @param lookUp        what a look-up by reference answers
 * @param lists         how lists are wrapped
 * @param numericIds    ids are numbers instead of texts
 * @param patchNoContent a PATCH answers 204 without a body instead of 200
 */
public record Behaviour(ErrorShape errors, LookUpShape lookUp, ListShape lists, boolean numericIds,
                        boolean patchNoContent) {

    /** Error bodies: {"error":code}, {"code":code}, {"error":{"code":code}} or application/problem+json. */
    public enum ErrorShape { ERROR, CODE, NESTED, PROBLEM }

    /** The initiative itself, a list of one, or {"data":[initiative]}. */
    public enum LookUpShape { OBJECT, LIST, DATA }

    /** {"data":[…],"meta":…}, {"items":[…],…} or the bare array. */
    public enum ListShape { DATA, ITEMS, ARRAY }

    /** As the walkthrough's script expects it. */
    public static Behaviour standard() {
        return new Behaviour(ErrorShape.ERROR, LookUpShape.OBJECT, ListShape.DATA, false, false);
    }

    public Behaviour errors(ErrorShape shape) {
        return new Behaviour(shape, lookUp, lists, numericIds, patchNoContent);
    }

    public Behaviour lookUp(LookUpShape shape) {
        return new Behaviour(errors, shape, lists, numericIds, patchNoContent);
    }

    public Behaviour lists(ListShape shape) {
        return new Behaviour(errors, lookUp, shape, numericIds, patchNoContent);
    }

    public Behaviour numericIds(boolean on) {
        return new Behaviour(errors, lookUp, lists, on, patchNoContent);
    }

    public Behaviour patchNoContent(boolean on) {
        return new Behaviour(errors, lookUp, lists, numericIds, on);
    }
}
