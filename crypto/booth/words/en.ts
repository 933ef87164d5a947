/** English words for code words, chosen like the Ukrainian ones. Their order is normative: SPEC §3.26. */
export const EN_WORDS: readonly string[] = `
	acorn album almond anchor apple apricot apron atlas autumn badge bagel bakery balcony bamboo banana banjo
	barley basket beach beaver beetle bicycle biscuit blanket blossom bonfire bottle branch bread breeze brick
	bridge bronze bucket buffalo butter cabbage cabin cactus camel candle canyon carpet carrot castle cello chair
	chalk cheese cherry chicken chimney cinema circus clock cloud clover coconut coffee compass copper cotton
	cradle crayon crystal curtain cushion daisy desert diamond dinner doctor dolphin donkey dragon eagle eclipse
	engine falcon feather ferry fiddle flute football forest fountain galaxy garden garlic ginger giraffe glacier
	glove goose grape guitar hamster harvest hazelnut hedgehog helmet hockey honey horizon iceberg igloo island
	ivory jacket jaguar jelly jewel journey jungle juniper kangaroo kayak kettle kitchen kitten koala ladder
	lagoon lantern lavender lemon leopard library lizard lobster locket lullaby magnet mandolin maple marble
	market meadow medal melon mermaid mirror morning mosaic muffin museum mustard napkin necklace notebook nutmeg
	oasis octopus olive onion opera orange orchard ostrich otter oyster paddle palace panther paper parade pastry
	peanut pebble pelican pencil penguin pepper perfume piano picnic pigeon pillow pirate planet popcorn porridge
	postcard potato pumpkin puppet puzzle pyramid queen quilt rabbit radio raincoat ribbon river rooster sailor
	salad salmon sandal satchel scarf school scissors seagull shadow silver slipper snail sofa spider spinach
	spoon squirrel statue sugar summer sunrise swallow table teacher teapot temple tennis thunder ticket tiger
	toast tomato tractor trumpet tulip tunnel turnip turtle umbrella unicorn valley vanilla velvet village vinegar
	violin volcano waffle wagon walnut walrus window winter wolf workshop yacht yogurt zebra zeppelin
`
	.trim()
	.split(/\s+/);
