package io.github.cameljirasync.bundle;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The rules of the project's YAML; each has broken samples in a test resource folder of its name. */
enum LintRule {

    ACCEPTED_BY_THE_PRODUCT(ModelRules::acceptedByTheProduct),
    VALID_AGAINST_THE_SCHEMA(ModelRules::validAgainstTheSchema),
    BEAN_CLASSES_EXIST(ModelRules::beanClassesExist),

    TOP_LEVEL_ENTRIES(FormRules::topLevelEntries),
    PLAIN_URIS(FormRules::plainUris),
    NO_SHORTHAND(FormRules::noShorthand),
    COMMENTS_ON_TOP_ONLY(LayoutRules::commentsOnTopOnly),
    TWO_SPACES(LayoutRules::twoSpaces),
    FITS_ON_A_SCREEN(LayoutRules::fitsOnAScreen),

    NODE_IDS(NodeRules::nodeIds),
    UNIQUE_NODE_IDS(NodeRules::uniqueNodeIds),
    NODE_DESCRIPTIONS(NodeRules::nodeDescriptions),
    ROUTE_IDS(NodeRules::routeIds),
    FLOW_DESCRIPTIONS(NodeRules::flowDescriptions),

    HTTP_ENDPOINTS(EndpointRules::httpEndpoints),
    KAMELET_CALLS(EndpointRules::kameletCalls),

    KAMELET_NAME(KameletContractRules::name),
    KAMELET_TITLE(KameletContractRules::title),
    KAMELET_PROPERTIES(KameletContractRules::properties),
    KAMELET_SECRETS(KameletContractRules::secrets),
    KAMELET_PARAMETERS(KameletTemplateRules::parameters),
    KAMELET_DEPENDENCIES(KameletTemplateRules::dependencies),
    KAMELET_ENDS(KameletTemplateRules::ends);

    private final Function<Bundle, List<Finding>> check;

    LintRule(Function<Bundle, List<Finding>> check) {
        this.check = check;
    }

    List<String> broken(Bundle bundle) {
        return check.apply(bundle).stream().distinct().sorted().map(Finding::toString).toList();
    }

    String sampleFolder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
